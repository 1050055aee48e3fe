import type { ErrorSignature } from "@mulligan/core";
import { shortLines } from "../commands/short-lines.js";
import { pythonError } from "./python.js";
import { otherError } from "./other-languages.js";
import { tapError } from "./tap.js";

/** Tells whether a path of a traceback lies in the repository, and how it is written from its root. */
export type Localise = (path: string) => string | undefined;

const hints = /rror|xception|panic|FAIL|Traceback|atal/;
/** Errors stand at the ends: a compiler's first, a traceback last. */
const headLength = 4_000;
const tailLength = 12_000;

/** The error that an output shows: the last one of a Python traceback, the first one of a compiler. */
export function errorSignature(output: string, localise: Localise): ErrorSignature | undefined {
  const text =
    output.length > headLength + tailLength ? `${output.slice(0, headLength)}\n${output.slice(-tailLength)}` : output;
  if (!hints.test(text)) return undefined;
  const short = shortLines(text);
  const tap = short.includes("not ok ") ? tapError(short, localise) : undefined;
  return tap ?? pythonError(short, localise) ?? otherError(short, localise);
}
