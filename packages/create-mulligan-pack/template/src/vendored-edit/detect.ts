import type { DetectContext, Detection, Episode } from "@mulligan/core";
import type { Options } from "./options.js";

/** What the texts print: a type alias, because JSON data has an index signature. */
export type VendoredEdit = {
  readonly files: readonly string[];
};

// mulligan-scaffold: your rule; it reads the run and its facts, and in doubt it finds nothing
export function detect(
  episode: Episode,
  { facts, options }: DetectContext<Options>,
): readonly Detection<VendoredEdit>[] {
  const edits = facts.productEdits.filter(({ path }) => isVendored(path, options) && !episode.task.includes(path));
  const [first, ...others] = new Set(edits.map(({ step }) => step));
  if (first === undefined) return [];
  const files = [...new Set(edits.map(({ path }) => path))];
  return [
    {
      confidence: 0.9,
      steps: [first, ...others],
      evidence: `Step ${first} edited ${files[0]}, copied code that the task does not name.`,
      data: { files },
    },
  ];
}

function isVendored(path: string, { folders }: Options): boolean {
  return path
    .split("/")
    .slice(0, -1)
    .some((folder) => folders.includes(folder));
}
