import { edit, failedEdit, shell } from "../calls.js";
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
          failedEdit(absolute, language.assign(`retries_${tag}`, count), language.assign(`retries_${tag}`, 9)),
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
          failedEdit(
            draft.absolute(beside(stem)),
            language.assign(`retries_${tag}`, 3),
            language.assign(`retries_${tag}`, 9),
          ),
        );
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "two patches in a row for one file do not apply",
      plant(draft) {
        const { path, tag } = targetOf(draft);
        const calls = [1, 2].map((count) =>
          draft.atRoot(
            shell(
              `patch -p1 <<'PATCH'\n--- a/${path}\n+++ b/${path}\n@@ -${count},1 +${count},1 @@\n-retries_${tag} = ${count}\n+retries_${tag} = 9\nPATCH`,
              `patching file ${path}\nHunk #1 FAILED at ${count}.\n1 out of 1 hunk FAILED -- saving rejects to file ${path}.rej\n`,
              1,
            ),
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
        const calls = [failedEdit(absolute, ` ${before}`, after), edit(absolute, before, after)];
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "the user refuses three edits",
      plant(draft) {
        const { absolute, language, tag } = targetOf(draft);
        const calls = [1, 2, 3].map((count) => ({
          ...edit(absolute, language.assign(`retries_${tag}`, count), language.assign(`retries_${tag}`, 9)),
          observation: "The user doesn't want to proceed with this tool use.",
          status: "refused" as const,
        }));
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
  ],
};
