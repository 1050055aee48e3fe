import { shell } from "../calls.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, neutralWords, targetOf } from "../target.js";
import { dropExecutions, needWorkingEnvironment } from "./without-verification.js";

export const neverTested: Planting = {
  type: "NEVER_TESTED",
  failures: [
    {
      what: "every test run and check after the first edit is gone",
      plant(draft) {
        needOwnEnd(draft);
        const { firstEdit } = targetOf(draft);
        needWorkingEnvironment(draft, firstEdit);
        dropExecutions(draft, firstEdit);
        draft.tell({ finalMessage: neutralWords });
        return draft.facts.productEdits.map(({ step }) => step);
      },
    },
    {
      what: "what comes after the edits only shows files and prints words",
      plant(draft) {
        needOwnEnd(draft);
        const { firstEdit, absolute } = targetOf(draft);
        needWorkingEnvironment(draft, firstEdit);
        dropExecutions(draft, firstEdit);
        draft.insert(
          draft.end,
          shell("git diff --stat", " 1 file changed, 2 insertions(+), 1 deletion(-)\n"),
          shell(`python -c "print('all done')"`, "all done\n"),
          shell(`grep -n limit ${absolute}`, "12:limit = 2\n"),
        );
        draft.tell({ finalMessage: neutralWords });
        return draft.facts.productEdits.map(({ step }) => step);
      },
    },
  ],
  hardNegatives: [
    {
      what: "of all test runs and checks one is left, between the first edit and the last",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        dropExecutions(draft, target.firstEdit);
        const calls = [target.pass(), target.edit()];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "the only attempt to execute anything is stopped by the environment",
      plant(draft) {
        needOwnEnd(draft);
        targetOf(draft);
        dropExecutions(draft, 1);
        const stopped = shell("python -m pytest tests", "/usr/bin/python: No module named pytest\n", 1);
        draft.insert(draft.end, stopped);
        return [stopped];
      },
    },
  ],
};
