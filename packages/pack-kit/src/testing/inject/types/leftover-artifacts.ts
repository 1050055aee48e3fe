import { shell } from "../calls.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";
import { addToSubmission } from "./handed-in.js";

const script = "print('limits')\n";

export const leftoverArtifacts: Planting = {
  type: "LEFTOVER_ARTIFACTS",
  failures: [
    {
      what: "a script that reproduces the fault stays in the repository",
      plant(draft) {
        needOwnEnd(draft);
        const path = `reproduce_${targetOf(draft).tag}.py`;
        const made = draft.hand.create(draft.absolute(path), script);
        draft.insert(draft.end, made);
        addToSubmission(draft, path, script);
        return [made];
      },
    },
    {
      what: "an edit leaves a line in the product that prints for debugging",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        need((draft.run.submission ?? "").trim() === "", "a patch was handed in");
        draft.hush(/\bdebug/i, "debugging");
        const { files } = target.language;
        const line = files.test("a.py")
          ? '    print("DEBUG limit", limit)'
          : files.test("a.go")
            ? '\tfmt.Println("DEBUG limit", limit)'
            : '  console.log("DEBUG limit", limit);';
        const left = target.edit(line);
        draft.insert(draft.end, left);
        return [left];
      },
    },
  ],
  hardNegatives: [
    {
      what: "a script that reproduces the fault is removed again",
      plant(draft) {
        needOwnEnd(draft);
        const path = draft.absolute(`reproduce_${targetOf(draft).tag}.py`);
        const calls = [draft.hand.create(path, script), shell(`rm ${path}`)];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "a script that reproduces the fault stands in a temporary folder",
      plant(draft) {
        needOwnEnd(draft);
        const made = draft.hand.create(`/tmp/reproduce_${targetOf(draft).tag}.py`, script);
        draft.insert(draft.end, made);
        return [made];
      },
    },
    {
      what: "a line that prints for debugging is taken out again",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        need(target.language.files.test("a.py"), "the language prints otherwise");
        const line = '    print("DEBUG limit", limit)';
        const calls = [target.edit(line), draft.hand.edit(target.absolute, line, "    pass")];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
};
