import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { targetOf } from "../target.js";

export const wrongFileNavigation: Planting = {
  type: "WRONG_FILE_NAVIGATION",
  failures: [
    {
      what: "the file that a solution has to touch is none of those that the run edited or opened",
      plant(draft) {
        const { beside } = targetOf(draft);
        draft.tell({ relevantFiles: [`registry/${beside("dispatch")}`] });
        return draft.facts.productEdits.map(({ step }) => step);
      },
    },
    {
      what: "the task names a file of the repository that was never opened, and the edits are in others",
      plant(draft) {
        const { path, beside } = targetOf(draft);
        need(path.includes("/"), "the edited file lies in no folder");
        draft.hush(/[\w-]+\/[\w./-]+\.\w+|\.(?:py|go|[jt]sx?)\b/, "files");
        need(draft.facts.namedFiles.length === 0, "an error names a file already");
        const named = beside("dispatch");
        const others = ["views", "models", "routes"].map((stem) =>
          draft.hand.look(draft.absolute(beside(stem)), "first = 1\n"),
        );
        draft.insert(0, ...others);
        draft.ask(`The error comes from ${named}.`);
        return [...draft.facts.productEdits.map(({ step }) => step), ...others];
      },
    },
  ],
  hardNegatives: [
    {
      what: "three other files are opened on the way to the file that a solution has to touch",
      plant(draft) {
        const { path, beside } = targetOf(draft);
        const others = ["views", "models", "routes"].map((stem) =>
          draft.hand.look(draft.absolute(beside(stem)), "first = 1\n"),
        );
        draft.insert(0, ...others);
        draft.tell({ relevantFiles: [path] });
        return others;
      },
    },
  ],
};
