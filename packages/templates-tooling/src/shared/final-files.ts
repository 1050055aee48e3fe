import type { Episode, Facts, PathClass } from "@mulligan/core";
import { readPatch } from "./submitted-patch.js";
import type { PatchFile } from "./submitted-patch.js";
import { pathKindOf } from "./path-kind.js";

export interface SubmittedFile extends PatchFile {
  readonly kind: PathClass;
}

/**
 * The submitted patch with what its files are; null where the final state is the working tree: nothing was submitted, the
 * submission is no patch, or a limit left it empty.
 */
export function submittedFiles(episode: Episode, facts: Facts): readonly SubmittedFile[] | null {
  let submitted = known.get(facts);
  if (submitted === undefined) known.set(facts, (submitted = readSubmission(episode, facts)));
  return submitted;
}

/** More than one rule asks, of the same facts. */
const known = new WeakMap<Facts, readonly SubmittedFile[] | null>();

function readSubmission({ submission, outcome }: Episode, facts: Facts): readonly SubmittedFile[] | null {
  if (submission === undefined) return null;
  const files = readPatch(submission);
  if (files === null || (files.length === 0 && outcome.endedBy !== "finished")) return null;
  return files.map((file) => ({ ...file, kind: pathKindOf(file.path, file.change === "added", facts) }));
}
