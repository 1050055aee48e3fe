import type { Draft } from "../draft.js";

/** Puts a new file into the submitted patch, where there is one. */
export function addToSubmission(draft: Draft, path: string, text: string): void {
  const { submission } = draft.run;
  if (submission === undefined || submission.trim() === "") return;
  const lines = text.replace(/\n$/, "").split("\n");
  const added = lines.map((line) => `+${line}\n`).join("");
  draft.tell({
    submission: `${submission.replace(/\n*$/, "\n")}diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${added}`,
  });
}
