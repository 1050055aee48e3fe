import type { RecordedCall } from "@mulligan/readers/record";
import { shell } from "../calls.js";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { targetOf } from "../target.js";

/** The first lines only, so that the rest of the file stays as unknown as it is. */
function lookInto(path: string): RecordedCall {
  return shell(`sed -n '1,2p' ${path}`, "first line\nsecond line\n");
}

/** Takes out everything before the first product edit, which has to change an existing file by itself. */
function startWithEdit(draft: Draft): number {
  const [first] = draft.facts.productEdits;
  targetOf(draft);
  need(
    first !== undefined && draft.facts.firstCodeEdit === first && first.action.kind === "edit",
    "the first product edit does not change the code of an existing file",
  );
  need(
    draft.episode.steps[first.step - 1]?.actions.every((action) => "effect" in action) === true,
    "the step of the first edit does more than that",
  );
  need(
    !draft.run.events.some(({ kind, afterStep }) => kind === "compaction" && afterStep < first.step),
    "the session goes on from an earlier one",
  );
  draft.drop(({ number }) => number < first.step);
  return first.step;
}

export const prematureEdit: Planting = {
  type: "PREMATURE_EDIT",
  failures: [
    {
      what: "everything before the first edit is gone",
      plant: (draft) => [startWithEdit(draft)],
    },
    {
      what: "one look at the edited file is all that comes before the first edit",
      plant(draft) {
        const step = startWithEdit(draft);
        const path = draft.facts.firstCodeEdit?.path ?? "";
        draft.insert(0, lookInto(draft.absolute(path)));
        return [step];
      },
    },
  ],
  hardNegatives: [
    {
      what: "one look at a test comes before the first edit",
      plant(draft) {
        const step = startWithEdit(draft);
        draft.insert(0, targetOf(draft).lookAtTest());
        return [step];
      },
    },
    {
      what: "the failing test is run before the first edit",
      plant(draft) {
        const step = startWithEdit(draft);
        draft.insert(0, targetOf(draft).fail());
        return [step];
      },
    },
    {
      what: "two looks come before the first edit",
      plant(draft) {
        const step = startWithEdit(draft);
        const path = draft.absolute(draft.facts.firstCodeEdit?.path ?? "");
        draft.insert(0, lookInto(path), lookInto(draft.absolute(targetOf(draft).beside("models"))));
        return [step];
      },
    },
  ],
};
