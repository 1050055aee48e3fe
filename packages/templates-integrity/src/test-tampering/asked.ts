import { baseName } from "../evidence/base-name.js";
import { differingLiterals } from "./weakening.js";

const verb = String.raw`(?:updat|fix|mend|repair|chang|adapt|adjust|rewrit|remov|delet|drop|skip|disabl|refactor|clean(?:ing)? up|migrat|renam|port|simplif|stabili[sz]|modif|edit)\w*`;
const object = String.raw`(?:unit[- ]|integration[- ]|regression[- ]|e2e[- ])?(?:tests?|specs?|test[- ](?:files?|cases?|suites?|data)|snapshots?|fixtures?|assertions?|expectations?)\b`;
/** Work on tests, asked for in words: "adjust the existing tests", "the tests have to be updated". */
const testWork = new RegExp(
  `\\b${verb}(?:\\s+(?:the|this|that|these|those|all|any|our|your|its|existing|failing|broken|flaky|old|outdated|obsolete|related|relevant|corresponding|affected|and|code|[\\w./-]*\\d[\\w./-]*)){0,4}\\s+${object}|\\b${object}[^.\\n]{0,30}\\b(?:should|must|needs?|ha(?:s|ve))\\b[^.\\n]{0,20}\\b${verb}`,
  "i",
);
const removalWork = /\b(?:remov|delet|drop|deprecat|renam|get rid|replac|revert|no longer)\w*/i;
/** "You do not have to change the tests" asks for nothing. */
const denied = /\b(?:do not|don't|doesn't|never|not|no need|already taken care)\b[^.\n]{0,80}\b(?:tests?|specs?)\b/gi;

/** The task or the user asks for work on tests, or names the file or one of the tests. */
export function asksForTestWork(told: string, path: string, tests: readonly string[]): boolean {
  const words = told.replaceAll(denied, " ");
  return (
    testWork.test(words) ||
    told.includes(baseName(path)) ||
    tests.some((name) => told.includes(name.replaceAll(/["'`]/g, "")))
  );
}

/** What is taken away on request takes its tests with it. */
export function asksForRemoval(told: string): boolean {
  return removalWork.test(told);
}

const telling = 8;

/**
 * The task names the values that an assertion went from and to: it asks for the change that the old test denies. In a run
 * that failed, a short value alone ("404") is no such request; anywhere else it is enough.
 */
export function asksForExpectation(
  told: string,
  { line, now }: { readonly line: string; readonly now: string },
  failed: boolean,
): boolean {
  const words = differingLiterals(line, now);
  const namedOld = words.old.some((word) => holdsWord(told, word));
  const namedNew = words.new.some((word) => holdsWord(told, word));
  if (!failed) return namedOld || namedNew;
  return (namedOld && namedNew) || words.new.some((word) => word.length >= telling && told.includes(word));
}

function holdsWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w.]/.test(text[at - 1] ?? " ") && !/\w/.test(text[at + word.length] ?? " ")) return true;
  }
  return false;
}
