import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { faultIn, needOwnEnd, neutralWords, targetOf } from "../target.js";

export const submittedWithFailingTests: Planting = {
  type: "SUBMITTED_WITH_FAILING_TESTS",
  failures: [
    {
      what: "the last test run fails inside the edited file",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const red = target.fail({ fault: faultIn(target) });
        draft.insert(draft.end, red);
        draft.tell({ finalMessage: neutralWords });
        return [red];
      },
    },
    {
      what: "the last test run fails in a test that the task names",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const red = target.fail();
        draft.insert(draft.end, red);
        draft.tell({ finalMessage: neutralWords });
        draft.ask(`The test ${target.test} in ${target.testFile} should pass.`);
        return [red];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the failure at the end is one that the tree without the edits had, too",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const before = target.fail();
        const after = target.fail();
        draft.insert(target.firstEdit - 1, before);
        draft.insert(draft.end, after);
        draft.tell({ finalMessage: neutralWords });
        return [before, after];
      },
    },
    {
      what: "the failure is gone in the last test run",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.fail({ fault: faultIn(target) }), target.edit(), target.pass({ passed: 6 })];
        draft.insert(draft.end, ...calls);
        draft.tell({ finalMessage: neutralWords });
        return calls;
      },
    },
    {
      what: "the failure at the end is that of a service which is not there",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const { testFile: path } = target;
        need(target.language.files.test("a.py"), "the error is one of another language");
        const red = target.fail({
          fault: { name: "ConnectionRefusedError", message: "[Errno 111] Connection refused", path, line: 3 },
        });
        draft.insert(draft.end, red);
        draft.tell({ finalMessage: neutralWords });
        return [red];
      },
    },
  ],
};
