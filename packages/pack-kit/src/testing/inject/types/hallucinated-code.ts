import { shell } from "../calls.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { targetOf } from "../target.js";

export const hallucinatedCode: Planting = {
  type: "HALLUCINATED_CODE",
  failures: [
    {
      what: "an edit calls a function that does not exist, and the next test run says so",
      plant(draft) {
        const target = targetOf(draft);
        const name = `resolve_limit_${target.tag}`;
        const added = target.edit(target.language.call(name));
        const failing = target.unknownName(name);
        draft.insert(draft.end, added, failing);
        return [added, failing];
      },
    },
    {
      what: "a test run after an edit has more failures than the one before it",
      plant(draft) {
        const target = targetOf(draft);
        const before = target.pass();
        const added = target.edit();
        const after = target.fail({ failing: [target.test, target.language.testName("keeps names")] });
        draft.insert(draft.end, target.edit(), before, added, after);
        return [added, after];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the name that does not exist stands in a script of the agent's own",
      plant(draft) {
        const { tag } = targetOf(draft);
        const script = `/tmp/try_${tag}.py`;
        const tried = shell(
          `python ${script}`,
          `Traceback (most recent call last):\n  File "${script}", line 3, in <module>\n    show_limit_${tag}()\nNameError: name 'show_limit_${tag}' is not defined\n`,
          1,
        );
        const calls = [draft.hand.create(script, `import json\n\nshow_limit_${tag}()\n`), tried];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "the same tests fail before and after the edit",
      plant(draft) {
        const target = targetOf(draft);
        need(!target.language.files.test("a.go"), "the runner has no tests of one file");
        const file = target.language.testFileOf(target.beside("other"));
        const calls = [target.edit(), target.fail({ file }), target.edit(), target.fail({ file })];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "a new test fails before its fix is there, and passes after it",
      plant(draft) {
        const target = targetOf(draft);
        const red = target.fail({ passed: 0 });
        draft.insert(target.firstEdit - 1, target.lookAtTest(), red);
        const green = target.pass({ passed: 1 });
        draft.insert(draft.end, green);
        return [red, green];
      },
    },
    {
      what: "after the edit a package is missing that the environment should have",
      plant(draft) {
        const target = targetOf(draft);
        const died = shell(
          "python -m pytest tests",
          "Traceback (most recent call last):\n  File \"/usr/lib/python3/site-packages/runner.py\", line 3, in <module>\n    import pagemaker\nModuleNotFoundError: No module named 'pagemaker'\n",
          1,
        );
        const calls = [target.edit(), died];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
};
