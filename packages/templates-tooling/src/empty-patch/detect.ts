import type { DetectContext, Detection, Episode, Facts } from "@mulligan/core";
import { citedSteps, inFiles, inNumber, inSteps, isEdit } from "@mulligan/core";
import { readAsked } from "../shared/asked.js";
import { submittedFiles } from "../shared/final-files.js";
import type { SubmittedFile } from "../shared/final-files.js";

export type EmptyPatchData = {
  /** Why nothing differs: no edit at all, edits that were put back, or edits that failed. */
  readonly because: "never edited" | "undone" | "without effect";
  /** Other files that the patch or the tree holds: tests and scratch files. */
  readonly others: readonly string[];
  /** Product files that were looked at, the last ones first; at most three. */
  readonly looked: readonly string[];
  readonly edits: readonly number[];
  readonly steps: number;
};

const shownFiles = 3;

/**
 * A task that asks for a change ended and no product file differs from its start: the submitted patch holds none, or, where
 * nothing was submitted, none was edited or all edits were put back.
 *
 * Not: an empty submission of a run that a limit cut off while the tree differs; documents or configuration that were changed;
 * a test that the task names; a submission that is an answer in words; work handed to a sub-agent; a closing question; a check that
 * shows, with nobody saying otherwise, that all was as it should be; commands of unknown effect after which nothing can be said; a session that goes on, that the user
 * interrupted or that infrastructure ended; and, where no evaluator judged it failed, a session that a person led or whose
 * recording simply stops.
 */
export function detectEmptyPatch(episode: Episode, { facts }: DetectContext): readonly Detection<EmptyPatchData>[] {
  const steps = episode.steps.length;
  if (!facts.editTask || steps === 0 || episode.outcome.infrastructure !== undefined) return [];
  const submitted = submittedFiles(episode, facts);
  const isAsked = readAsked(episode);
  if (
    submitted === null
      ? !treeIsUnchanged(episode, facts)
      : submitted.some((file) => isProduct(file) || isAsked(file.path))
  )
    return [];

  const edits = [...new Set(facts.productEdits.map(({ step }) => step))];
  const others = submitted === null ? facts.scratchCreated.map(({ path }) => path) : submitted.map(({ path }) => path);
  const because = edits.length > 0 ? "undone" : facts.failedEdits.length > 0 ? "without effect" : "never edited";
  const cited = edits.length > 0 ? edits : facts.failedEdits.map(({ step }) => step);
  const holds = others.length === 0 ? "is empty" : `holds only ${inFiles(others)}`;
  const told = submitted === null ? "No product file differs from its start" : `The submitted patch ${holds}`;
  const why = {
    "never edited": "no product file was ever edited",
    undone: `${inNumber(edits.length, "edit")} of product files (${inSteps(edits)}) left no trace`,
    "without effect": `${inNumber(facts.failedEdits.length, "attempt")} to edit failed (${inSteps(cited)})`,
  }[because];
  return [
    {
      confidence: submitted === null ? 0.8 : 0.95,
      steps: citedSteps(steps, ...cited),
      evidence: `${told}; ${why} in ${inNumber(steps, "step")}.`,
      data: { because, others: others.slice(0, shownFiles), looked: lastLooked(episode), edits, steps },
    },
  ];
}

function isProduct({ kind }: SubmittedFile): boolean {
  return kind !== "scratch" && kind !== "test";
}

/** Nothing was submitted: the actions must leave no doubt. */
function treeIsUnchanged(episode: Episode, facts: Facts): boolean {
  const { endedBy, status } = episode.outcome;
  // An answer in words was asked for, where what was submitted is no patch.
  if (episode.submission !== undefined && episode.submission.trim() !== "") return false;
  // Found as it should be, and shown to be so: nobody says otherwise.
  if (status === "unknown" && facts.lastVerification?.ok === true) return false;
  if (episode.finalMessage.trimEnd().endsWith("?")) return false;
  if (endedBy === "interrupted" || endedBy === "error" || episode.task.trim() === "") return false;
  // Somebody judged the result as it was; else more may have followed a recording that stops, or a person's words.
  const judged = status === "failed";
  if (!judged && (endedBy === "cut" || episode.events.some(({ kind }) => kind === "user" || kind === "interruption")))
    return false;
  // Without a look at any file of the repository the recording is a conversation, or only a part of a run.
  if (lastLooked(episode).length === 0 && episode.submission === undefined) return false;
  for (const { actions } of episode.steps) {
    for (const action of actions)
      if (action.kind === "delegate" || action.kind === "ask" || (action.kind === "other" && writes(action.command)))
        return false;
  }
  return changedFilesArePutBack(episode, facts);
}

const writing =
  /(?:^|[^<>&\d])>{1,2}\s*[^&\s]|\b(?:sed\s+-\w*i|tee|patch|dd|perl\s+-\w*i|git\s+(?:apply|am|merge|cherry-pick|pull))\b/;

function writes(command: string | undefined): boolean {
  return command !== undefined && writing.test(command);
}

const toStart = /\bgit\s+(?:checkout|restore|reset\s+--hard|stash(?!\s+(?:pop|apply|list|show)))\b/;

function changedFilesArePutBack(episode: Episode, { files }: Facts): boolean {
  for (const { edits, createdAt } of files.values()) {
    const last = edits.findLast(({ action }) => action.effect === "changed");
    if (last === undefined || last.action.pathClass === "scratch" || last.action.pathClass === "test") continue;
    const command = episode.steps[last.step - 1]?.command ?? "";
    const back =
      createdAt === null ? last.action.by === "restore" && toStart.test(command) : last.action.kind === "delete";
    if (!back) return false;
  }
  return true;
}

function lastLooked({ steps }: Episode): string[] {
  const looked = new Set<string>();
  for (const { actions } of steps.toReversed()) {
    if (actions.some(isEdit)) continue;
    for (const action of actions) {
      if (action.kind === "look" && action.found && action.pathClass === "product") looked.add(action.path);
    }
    if (looked.size >= shownFiles) break;
  }
  return [...looked].slice(0, shownFiles);
}
