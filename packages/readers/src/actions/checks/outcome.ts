import { shortLines } from "../commands/short-lines.js";

const failure =
  /^Traceback \(most recent call last\):|^[ \t]*(?:\w+\.)*[A-Z]\w*(?:Error|Exception): |^(?:FAIL|FAILED|ERROR)\b(?!.*\b0\b)|^[ \t]*(?:[✗✘❌]|\[FAIL(?:ED)?\])|^panic: |^fatal(?: error)?: |\berror(?:\[E\d+\])?: |^error TS\d+| - error TS\d+|^npm ERR!|^make(?:\[\d+\])?: \*\*\*|BUILD FAILURE|BUILD FAILED|Segmentation fault|command not found|^\d+ (?:errors?|problems?)\b(?<!^0 errors?)/m;
const hints = /rror|FAIL|✗|✘|❌|panic|fatal|xception|\*\*\*|fault|not found|roblem/;

const longest = 12_000;

/** The output shows a failure, an error or a traceback. */
export function looksFailed(output: string): boolean {
  const text = output.length > longest ? `${output.slice(0, longest / 4)}\n${output.slice(-longest)}` : output;
  if (!hints.test(text)) return false;
  return failure.test(shortLines(text));
}
