import type { DetectContext, Detection, Episode, Facts } from "@mulligan/core";
import { citedSteps, inCode, inFiles, inNumber, told } from "@mulligan/core";
import { readAsked } from "../shared/asked.js";
import { submittedFiles } from "../shared/final-files.js";
import type { SubmittedFile } from "../shared/final-files.js";
import { debugPrints } from "./debug-prints.js";
import { leftInTree } from "./left-in-tree.js";
import type { Leftover } from "./left-in-tree.js";

export type LeftoverArtifactsData = {
  /** Scratch files in the final state. */
  readonly files: readonly string[];
  /** Product files with debug prints. */
  readonly printed: readonly string[];
  readonly prints: number;
  /** The final state is a submitted patch, else the working tree. */
  readonly submitted: boolean;
};

/**
 * Scratch files or debug prints are in the final state: in the submitted patch where there is one, else in the working tree.
 *
 * Not: files that stay untracked beside a submitted patch without them; files outside the repository and in temporary folders;
 * files that were removed again; tests by place; files and prints that the task or the user names; printing that nothing marks
 * as debugging; runs without a submitted patch that neither changed nor read a product file, where what is scratch stays open.
 */
export function detectLeftoverArtifacts(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<LeftoverArtifactsData>[] {
  const patch = submittedFiles(episode, facts);
  if (patch === null && facts.productEdits.length === 0 && !readsProduct(episode, facts)) return [];
  const all = patch === null ? leftInTree(episode, facts) : patch.flatMap((file) => leftInPatch(file, facts));
  if (all.length === 0) return [];
  const isAsked = readAsked(episode);
  const wantsDebug = /\bdebug(?:ging)?[- ](?:log|print|output|message|mode|statement)/i.test(told(episode));
  const left = all.filter(({ path, prints }) => (prints.length > 0 ? !wantsDebug : !isAsked(path)));
  if (left.length === 0) return [];

  const files = left.filter(({ prints }) => prints.length === 0).map(({ path }) => path);
  const printed = left.filter(({ prints }) => prints.length > 0);
  const prints = printed.reduce((sum, leftover) => sum + leftover.prints.length, 0);
  const where = patch === null ? "The working tree still held" : "The submitted patch contains";
  const parts: string[] = [];
  if (files.length > 0) parts.push(inFiles(files));
  if (printed.length > 0) {
    const example = printed[0]?.prints[0] ?? "";
    parts.push(`${inNumber(prints, "debug line")} in ${inFiles(printed.map(({ path }) => path))} (${inCode(example)})`);
  }
  const [first = episode.steps.length, ...more] = left.flatMap(({ steps }) => steps);
  return [
    {
      confidence: patch === null ? 0.8 : 0.95,
      steps: citedSteps(first, ...more, ...(facts.finish === null || patch === null ? [] : [facts.finish])),
      evidence: `${where} ${parts.join(" and ")}.`,
      data: { files, printed: printed.map(({ path }) => path), prints, submitted: patch !== null },
    },
  ];
}

/** A change was asked for, and there is a product beside which a new file is scratch. */
function readsProduct({ submission = "" }: Episode, { editTask, files }: Facts): boolean {
  // What was submitted is an answer in words.
  if (!editTask || submission.trim() !== "") return false;
  return [...files.values()].some(({ createdAt, looks }) => createdAt === null && looks.length > 0);
}

function leftInPatch({ path, kind, change, added }: SubmittedFile, facts: Facts): readonly Leftover[] {
  const changes = facts.files.get(path)?.edits.filter(({ action }) => action.effect === "changed") ?? [];
  const steps = changes.map(({ step }) => step);
  if (kind === "scratch") return change === "deleted" ? [] : [{ path, steps: steps.slice(0, 1), prints: [] }];
  if (kind !== "product") return [];
  const prints = debugPrints(added);
  if (prints.length === 0) return [];
  const making = changes
    .filter(({ action }) => prints.some((line) => action.added?.includes(line.trim())))
    .map(({ step }) => step);
  return [{ path, steps: making.length > 0 ? making : steps, prints }];
}
