import { shortLines } from "../commands/short-lines.js";

const failure =
  /^Traceback \(most recent call last\):|^[ \t]*(?:Error|ERROR): |^[ \t]*(?:\w+\.)*[A-Z]\w*(?:Error|Exception): |^(?:FAIL|FAILED|ERROR)\b(?!.*\b0\b)|^[ \t]*(?:[✗✘❌]|\[FAIL(?:ED)?\])|^panic: |^fatal(?: error)?: |\berror(?:\[E\d+\])?: |^error TS\d+|(?: -|\):) error TS\d+|^npm ERR!|^make(?:\[\d+\])?: \*\*\*|BUILD FAILURE|BUILD FAILED|Segmentation fault|command not found|^\d+ (?:errors?|problems?)\b(?<!^0 errors?)|^(?:\[[\w:.-]+\] )?(?:[1-9]\d* issues?:|ERROR task failed)/m;
/** Parts of the marks: alternatives of four characters are the quickest to search for. */
const hints = /rror|FAIL|[✗✘❌]|pani|fata|xcep|\*\*\*|faul|t fo|oble|issu/;
/** In every line that tells of a failure; only those lines are looked at closely. */
const marks = /rror|ERR|FAIL|Traceback|[✗✘❌]|panic|fatal|xception|\*\*\*|fault|not found|roblem|issue/g;

const longest = 12_000;

/** The output shows a failure, an error or a traceback. */
export function looksFailed(output: string): boolean {
  const whole = output.length > longest ? `${output.slice(0, longest / 4)}\n${output.slice(-longest)}` : output;
  if (!hints.test(whole)) return false;
  const text = shortLines(whole);
  for (let at = 0; at < text.length;) {
    marks.lastIndex = at;
    const mark = marks.exec(text);
    if (mark === null) return false;
    const end = text.indexOf("\n", mark.index);
    at = end < 0 ? text.length : end + 1;
    if (failure.test(text.slice(text.lastIndexOf("\n", mark.index) + 1, end < 0 ? text.length : end))) return true;
  }
  return false;
}
