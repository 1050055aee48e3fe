import type { DetectContext, FileEdit, Verification } from "@mulligan/core";
import { isCodeEdit } from "@mulligan/core";

type Facts = DetectContext["facts"];

/** Nothing to execute: data, style sheets, pages. A verification could not speak of it. */
const notExecutable =
  /(?:^|\/)(?:LICENSE|\.\w*ignore)$|\.(?:jsonc?|ya?ml|toml|ini|cfg|conf|properties|xml|csv|tsv|svg|css|scss|less|html?|txt|gitignore|lock)$/i;

/** Edits of product code that a verification could speak of. A move, or taking away a file of the agent's own, is none. */
export function codeEdits(facts: Facts): readonly FileEdit[] {
  let edits = known.get(facts);
  if (edits === undefined) known.set(facts, (edits = collectCodeEdits(facts)));
  return edits;
}

/** Most rules of this pack ask, of the same facts. */
const known = new WeakMap<Facts, readonly FileEdit[]>();

function collectCodeEdits(facts: Facts): readonly FileEdit[] {
  return facts.productEdits.filter(({ path, action }) => {
    if (action.kind === "move" || !isCodeEdit(action) || notExecutable.test(path)) return false;
    return !(action.kind === "delete" && (facts.files.get(path)?.createdAt ?? null) !== null);
  });
}

/** Verifications of the tree as the last of these edits left it. */
export function verifiedAfter(facts: Facts, last: FileEdit): readonly Verification[] {
  if (facts.lastCodeEdit?.step === last.step) return facts.verificationsAfterLastEdit;
  return facts.verifications.filter(({ step }) => step >= last.step);
}

export function filesOf(edits: readonly FileEdit[]): readonly string[] {
  return [...new Set(edits.map(({ path }) => path))];
}
