import { edit } from "../calls.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";

export const unverifiedFinalEdit: Planting = {
  type: "UNVERIFIED_FINAL_EDIT",
  failures: [
    {
      what: "code is edited once more after the last test run",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const last = target.edit();
        draft.insert(draft.end, target.pass(), last);
        return [last];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the last edit changes a comment",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const { comment } = target.language;
        const last = edit(target.absolute, comment(`Limits ${target.tag}.`), comment(`The limits ${target.tag}.`));
        draft.insert(draft.end, target.pass(), last);
        return [last];
      },
    },
    {
      what: "the last edit changes a document",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const last = edit(draft.absolute("docs/limits.md"), "The limit is 3.", "The limit is 5.");
        draft.insert(draft.end, target.pass(), last);
        return [last];
      },
    },
    {
      what: "the last edit is verified",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.pass(), target.edit(), target.pass()];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
};
