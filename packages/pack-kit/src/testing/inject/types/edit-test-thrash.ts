import type { Planting } from "../planting.js";
import { targetOf } from "../target.js";

export const editTestThrash: Planting = {
  type: "EDIT_TEST_THRASH",
  failures: [
    {
      what: "three edits of one file in a row end in the same failing test with the same error",
      plant(draft) {
        const target = targetOf(draft);
        const calls = [1, 2, 3].flatMap(() => [target.edit(), target.fail()]);
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "three edits of one file in a row end each in another failure",
      plant(draft) {
        const target = targetOf(draft);
        const calls = [1, 2, 3].flatMap((count) => [
          target.edit(),
          target.fail({
            failing: [target.language.testName(`keeps part ${count}`)],
            fault: { name: "AssertionError", message: `assert ${count} == 4`, path: target.testFile, line: 12 + count },
          }),
        ]);
        draft.insert(draft.end, target.edit(), target.pass(), ...calls);
        return calls;
      },
    },
    {
      what: "the third edit in a row mends what two had not",
      plant(draft) {
        const target = targetOf(draft);
        const calls = [target.edit(), target.fail(), target.edit(), target.fail(), target.edit(), target.pass()];
        draft.insert(draft.end, target.edit(), target.pass(), ...calls);
        return calls;
      },
    },
  ],
};
