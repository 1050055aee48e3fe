import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";
import type { Target } from "../target.js";
import { dropExecutions } from "./without-verification.js";

/** The task names a test, a look shows that it exists, and nothing has been run yet. */
function nameTheTest(draft: Draft, target: Target): void {
  needOwnEnd(draft);
  need(!target.language.files.test("a.go"), "the runner has no tests of one file");
  dropExecutions(draft, 1);
  draft.insert(0, target.lookAtTest());
  draft.ask(`Make the failing test ${target.testFile}::${target.test} pass.`);
}

export const wrongTestTarget: Planting = {
  type: "WRONG_TEST_TARGET",
  failures: [
    {
      what: "the task names a failing test, and only another test file is run",
      plant(draft) {
        const target = targetOf(draft);
        nameTheTest(draft, target);
        const other = target.pass({
          file: `tests/other/test_unrelated_${target.tag}${target.path.slice(target.path.lastIndexOf("."))}`,
        });
        draft.insert(draft.end, other);
        return [other];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the file of the failing test that the task names is run",
      plant(draft) {
        const target = targetOf(draft);
        nameTheTest(draft, target);
        const own = target.pass();
        draft.insert(draft.end, own);
        return [own];
      },
    },
  ],
};
