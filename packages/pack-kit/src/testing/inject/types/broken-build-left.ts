import { shell } from "../calls.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";

export const brokenBuildLeft: Planting = {
  type: "BROKEN_BUILD_LEFT",
  failures: [
    {
      what: "the last execution shows a syntax error in the file that was edited last",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.edit(), target.cannotLoad()];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "the last test run dies while it collects, inside the file that was edited last",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        need(target.language.files.test("a.py"), "the runner collects otherwise");
        const died = draft.atRoot(
          shell(
            `python -m pytest ${target.testFile}`,
            `============================= test session starts ==============================\ncollected 0 items / 1 error\n\n==================================== ERRORS ====================================\n${target.testFile}:1: in <module>\n    import product\n${target.path}:7: in <module>\n    from .tables import resolve_${target.tag}\nE   ImportError: cannot import name 'resolve_${target.tag}' from 'product.tables'\n=========================== short test summary info ============================\nERROR ${target.testFile}\n!!!!!!!!!!!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!!!!!!!!!!!\n=============================== 1 error in 0.09s ===============================\n`,
            2,
          ),
        );
        const calls = [target.edit(), died];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "the syntax error is mended, and the next run is green",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.edit(), target.cannotLoad(), target.edit(), target.pass()];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "the last execution ends in a failing expectation",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.edit(), target.fail()];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "the syntax error is one of the agent's own one-liner",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [
          target.pass(),
          shell(
            'python -c "print(1"',
            "  File \"<string>\", line 1\n    print(1\n         ^\nSyntaxError: '(' was never closed\n",
            1,
          ),
        ];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
};
