import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { somewhere, targetOf } from "../target.js";

export const failedEditCascade: Planting = {
  type: "FAILED_EDIT_CASCADE",
  failures: [
    {
      what: "two attempts in a row to edit one file are refused",
      plant(draft) {
        const { absolute, language, tag } = targetOf(draft);
        const calls = [1, 2].map((count) =>
          draft.hand.failedEdit(
            absolute,
            language.assign(`retries_${tag}`, count),
            language.assign(`retries_${tag}`, 9),
          ),
        );
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "three attempts to edit three files are refused",
      plant(draft) {
        const { beside, language, tag } = targetOf(draft);
        const calls = ["views", "models", "routes"].map((stem) =>
          draft.hand.failedEdit(
            draft.absolute(beside(stem)),
            language.assign(`retries_${tag}`, 3),
            language.assign(`retries_${tag}`, 9),
          ),
        );
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "one attempt is refused, and the next one takes effect",
      plant(draft) {
        need(draft.facts.failedEdits.length === 0, "edits failed already");
        const { absolute, language, tag } = targetOf(draft);
        const before = language.assign(`retries_${tag}`, 3);
        const after = language.assign(`retries_${tag}`, 9);
        const calls = [draft.hand.failedEdit(absolute, ` ${before}`, after), draft.hand.edit(absolute, before, after)];
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "the user refuses three edits",
      plant(draft) {
        const { absolute, language, tag } = targetOf(draft);
        const calls = [1, 2, 3].map((count) => ({
          ...draft.hand.edit(absolute, language.assign(`retries_${tag}`, count), language.assign(`retries_${tag}`, 9)),
          observation: "The user doesn't want to proceed with this tool use.",
          status: "refused" as const,
        }));
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
  ],
};
