import type { ErrorSignature } from "@mulligan/core";

/** `NameError: name 'x' is not defined`. */
export function errorInWords({ name, message }: Pick<ErrorSignature, "name" | "message">): string {
  return message === "" ? name : name === "" ? message : `${name}: ${message}`;
}
