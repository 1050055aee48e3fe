import { MulliganError } from "@mulligan/core";

/** `problems` are already laid out with file, place and caret. */
export function invalidTemplateError(file: string, problems: readonly string[]): MulliganError {
  const head = problems.length === 1 ? "" : `${problems.length} problems in ${file}:\n`;
  return new MulliganError("invalid-template", head + problems.join("\n"));
}

export function missingValueError(place: string, path: string): MulliganError {
  return new MulliganError(
    "missing-value",
    `${place}: "${path}" has no value in this run. Return it from the detector, or print it inside {{#if ${path}}}.`,
  );
}

export function unprintableValueError(place: string, path: string, found: string, remedy: string): MulliganError {
  return new MulliganError(
    "unprintable-value",
    `${place}: "${path}" is ${found}, which cannot be printed as it is. ${remedy}`,
  );
}

export function wrongValueError(place: string, helper: string, expected: string, found: string): MulliganError {
  return new MulliganError("wrong-value", `${place}: "${helper}" takes ${expected}, found ${found}.`);
}

export function incompatibleTemplateError(file: string, found: string, accepted: readonly number[]): MulliganError {
  return new MulliganError(
    "incompatible-template",
    `${file} was compiled with template revision ${found}, accepted: ${accepted.join(", ")}. Recompile it with \`mulligan-pack compile\`.`,
  );
}

export function renderingFailedError(file: string, cause: unknown): MulliganError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MulliganError(
    "rendering-failed",
    `${file} could not be rendered: ${reason}. A path that goes through a missing value does this; guard it with {{#if}}.`,
    { cause },
  );
}

export function invalidBudgetError(name: string, value: string): MulliganError {
  return new MulliganError(
    "invalid-budget",
    `budget.${name} is ${value}; it has to be a number of 0 or more. Leave it out for the default.`,
  );
}
