import type { ErrorSignature } from "@mulligan/core";
import { pythonError } from "./python.js";
import { otherError } from "./other-languages.js";

/** Tells whether a path of a traceback lies in the repository, and how it is written from its root. */
export type Localise = (path: string) => string | undefined;

const cheapHint = /Error|Exception|error|panicked|panic:|FAIL|Traceback|fatal|undefined|Warning:/;
const longOutput = 60_000;

/** The error that an output shows: the last one of a Python traceback, the first one of a compiler. */
export function errorSignature(output: string, localise: Localise): ErrorSignature | undefined {
  const text = output.length > longOutput ? output.slice(-longOutput) : output;
  if (!cheapHint.test(text)) return undefined;
  return pythonError(text, localise) ?? otherError(text, localise);
}
