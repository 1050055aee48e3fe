import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";

export const lostGoodState: Planting = {
  type: "LOST_GOOD_STATE",
  failures: [
    {
      what: "tests that were green after an edit are red after the next, and the run ends there",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.pass({ passed: 5 }), target.edit(), target.fail({ passed: 4 })];
        draft.insert(draft.end, target.edit(), ...calls);
        return calls;
      },
    },
    {
      what: "an edit turns one test green and another one red, and the run ends there",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const { testName } = target.language;
        const before = target.fail({ passed: 5, failing: [testName("keeps all names")] });
        const after = target.fail({ passed: 5, failing: [testName("keeps all sizes")] });
        const calls = [before, target.edit(), after];
        draft.insert(draft.end, target.edit(), ...calls);
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "what an edit lost, the next one brings back",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.pass(), target.edit(), target.fail({ passed: 4 }), target.edit(), target.pass()];
        draft.insert(draft.end, target.edit(), ...calls);
        return calls;
      },
    },
    {
      what: "the red run at the end is of other tests than the green one",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const { language } = target;
        const other = language.testFileOf(target.beside("other"));
        need(!language.files.test("a.go"), "the runner has no tests of one file");
        const calls = [target.pass(), target.edit(), target.fail({ file: other })];
        draft.insert(draft.end, target.edit(), ...calls);
        return calls;
      },
    },
  ],
};
