import { create, shell } from "../calls.js";
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
        const made = create(draft.absolute(path), script);
        draft.insert(draft.end, made);
        addToSubmission(draft, path, script);
        return [made];
      },
    },
  ],
  hardNegatives: [
    {
      what: "a script that reproduces the fault is removed again",
      plant(draft) {
        needOwnEnd(draft);
        const path = draft.absolute(`reproduce_${targetOf(draft).tag}.py`);
        const calls = [create(path, script), shell(`rm ${path}`)];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "a script that reproduces the fault stands in a temporary folder",
      plant(draft) {
        needOwnEnd(draft);
        const made = create(`/tmp/reproduce_${targetOf(draft).tag}.py`, script);
        draft.insert(draft.end, made);
        return [made];
      },
    },
  ],
};
