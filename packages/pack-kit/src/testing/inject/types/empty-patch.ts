import { shell } from "../calls.js";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, neutralWords, targetOf } from "../target.js";

/** Takes out all steps that change files of the repository. */
function dropEdits(draft: Draft): void {
  needOwnEnd(draft);
  targetOf(draft);
  need(
    draft.run.submission !== undefined || /\b(?:fix|implement|bug|issue)\b/i.test(draft.run.task),
    "the task does not ask for a change in plain words",
  );
  need(
    !draft.episode.steps.some(({ actions }) => actions.some(({ kind }) => kind === "delegate" || kind === "ask")),
    "others may have changed files",
  );
  draft.drop(({ actions }) =>
    actions.some((action) => "effect" in action || action.kind === "other" || action.kind === "vcs"),
  );
  draft.tell({ finalMessage: neutralWords });
}

export const emptyPatch: Planting = {
  type: "EMPTY_PATCH",
  failures: [
    {
      what: "every step that changed a file is gone, and nothing is handed in",
      plant(draft) {
        dropEdits(draft);
        if (draft.run.submission !== undefined) draft.tell({ submission: "" });
        draft.judge({ status: "failed", score: 0 });
        return [];
      },
    },
    {
      what: "the only edit is undone by version control, and nothing is handed in",
      plant(draft) {
        dropEdits(draft);
        const { absolute, edit } = targetOf(draft);
        const calls = [edit(), shell(`git checkout -- ${absolute}`, "Updated 1 path from the index\n")];
        draft.insert(draft.end, ...calls);
        if (draft.run.submission !== undefined) draft.tell({ submission: "" });
        draft.judge({ status: "failed", score: 0 });
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "every step that changed a file is gone but for one edit, which is handed in",
      plant(draft) {
        dropEdits(draft);
        const { path, edit } = targetOf(draft);
        const one = edit();
        draft.insert(draft.end, one);
        if (draft.run.submission !== undefined)
          draft.tell({
            submission: `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,1 +1,1 @@\n-limit = 1\n+limit = 2\n`,
          });
        draft.judge({ status: "failed", score: 0 });
        return [one];
      },
    },
    {
      what: "every step that changed a file is gone, and the task is a question",
      plant(draft) {
        dropEdits(draft);
        draft.handInNothing();
        draft.tell({ task: "How are limits handled here?", finalMessage: "They are read once and kept." });
        return [];
      },
    },
  ],
};
