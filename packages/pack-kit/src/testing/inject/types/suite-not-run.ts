import type { RecordedCall } from "@mulligan/readers/record";
import { shell } from "../calls.js";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";
import type { Target } from "../target.js";
import { dropExecutions } from "./without-verification.js";

/** Leaves a look at a test of the repository, and one check of the product by a script of the agent's own. */
function onlyAScript(draft: Draft, target: Target): readonly RecordedCall[] {
  needOwnEnd(draft);
  need(target.language.files.test("a.py"), "no script of this language is known to reach the product");
  dropExecutions(draft, target.firstEdit);
  const module = target.path
    .replace(/\.py$/, "")
    .replace(/^(?:src|lib)\//, "")
    .replaceAll("/", ".");
  const script = `/tmp/check_${target.tag}.py`;
  const calls = [
    draft.hand.create(script, `import ${module} as product\n\nprint(product.limit_of(3))\n`),
    shell(`python ${script}`, "3\n"),
  ];
  draft.insert(target.firstEdit - 1, target.lookAtTest());
  draft.insert(draft.end, ...calls);
  return calls;
}

export const suiteNotRun: Planting = {
  type: "SUITE_NOT_RUN",
  failures: [
    {
      what: "after the edits only a script of the agent's own is run, though a test of the repository was seen",
      plant(draft) {
        return onlyAScript(draft, targetOf(draft));
      },
    },
    {
      what: "after the edits only a new test file of the agent's own is run, though a test of the repository was seen",
      plant(draft) {
        const target = targetOf(draft);
        needOwnEnd(draft);
        need(target.language.files.test("a.py"), "the runner has no tests of one file");
        dropExecutions(draft, target.firstEdit);
        const own = `tests/test_own_${target.tag}.py`;
        const calls = [
          draft.hand.create(draft.absolute(own), target.language.testOf(`test_own_${target.tag}`, 4)),
          draft.atRoot(target.language.runTests({ file: own, passed: 1 })),
        ];
        draft.insert(target.firstEdit - 1, target.lookAtTest());
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "beside the script one test file of the repository is run",
      plant(draft) {
        const target = targetOf(draft);
        const calls = [...onlyAScript(draft, target), target.pass()];
        draft.insert(draft.end, ...calls.slice(-1));
        return calls;
      },
    },
  ],
};
