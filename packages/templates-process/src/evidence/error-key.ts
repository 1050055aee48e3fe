import type { ErrorSignature } from "@mulligan/core";

const keyLimit = 400;
/** In every message of which something is left out. */
const changing = /0x|line |\d ?(?:m?s|sec)/i;

/**
 * An error without what differs from run to run: addresses, line numbers, durations. Numbers of the message stay, for
 * another number in an assertion is another result.
 */
export function exactErrorKey({ name, message }: Pick<ErrorSignature, "name" | "message">): string {
  const start = message.slice(0, keyLimit);
  if (!changing.test(start)) return `${name}: ${start}`;
  const same = start
    .replaceAll(/\b0x[0-9a-f]+\b/gi, "0x")
    .replaceAll(/\bline \d+/gi, "line")
    .replaceAll(/\b\d+(?:\.\d+)? ?(?:ms|s|sec|seconds)\b/gi, "time");
  return `${name}: ${same}`;
}

/** An error without paths and numbers: equal for the same trouble in another place. */
export function looseErrorKey({ name, message }: Pick<ErrorSignature, "name" | "message">): string {
  const same = message
    .slice(0, keyLimit)
    .replaceAll(/(?:[A-Za-z]:)?[\w.~@+-]*(?:[/\\][\w.~@+-]+)+[/\\]?/g, "<path>")
    .replaceAll(/\b0x[0-9a-f]+\b|\d+/gi, "#");
  return `${name}: ${same}`;
}
