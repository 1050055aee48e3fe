const failure =
  /^Traceback \(most recent call last\):|^\s*(?:\w+\.)*[A-Z]\w*(?:Error|Exception): |^(?:FAIL|FAILED|ERROR)\b(?!.*\b0\b)|^\s*(?:[✗✘❌]|\[FAIL(?:ED)?\])|^panic: |^fatal(?: error)?: |\berror(?:\[E\d+\])?: |^error TS\d+| - error TS\d+|^npm ERR!|^make(?:\[\d+\])?: \*\*\*|BUILD FAILURE|BUILD FAILED|Segmentation fault|command not found|^\d+ (?:errors?|problems?)\b(?<!^0 errors?)/m;
const hint = /rror|FAIL|[✗✘❌]|panic|fatal|xception|\*\*\*|fault|not found|roblem/;

/** The output shows a failure, an error or a traceback. */
export function looksFailed(output: string): boolean {
  if (!hint.test(output)) return false;
  return failure.test(output);
}
