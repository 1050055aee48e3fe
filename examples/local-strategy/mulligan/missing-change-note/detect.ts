import { isCodeEdit } from "@mulligan/core";
import type { DetectContext, Detection, Episode } from "@mulligan/core";

/** What the texts print: a type alias, because JSON data has an index signature. */
export type MissingChangeNote = {
  readonly files: readonly string[];
};

/** In this project every change of the code brings a file in `changes/`, from which the changelog is made. */
export function detect(_episode: Episode, { facts }: DetectContext): readonly Detection<MissingChangeNote>[] {
  const edits = facts.productEdits.filter(({ action }) => isCodeEdit(action));
  const [first, ...others] = new Set(edits.map(({ step }) => step));
  if (first === undefined || hasNote(facts.files)) return [];
  const files = [...new Set(edits.map(({ path }) => path))];
  return [
    {
      confidence: 1,
      steps: [first, ...others],
      evidence: `Code was changed in ${files.join(", ")}, and none of the ${facts.stepCount} steps wrote a file to changes/.`,
      data: { files },
    },
  ];
}

function hasNote(files: DetectContext["facts"]["files"]): boolean {
  return [...files].some(
    ([path, { edits }]) => path.startsWith("changes/") && edits.some(({ action }) => action.effect === "changed"),
  );
}
