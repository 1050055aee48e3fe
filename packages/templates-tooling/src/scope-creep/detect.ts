import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { citedSteps, inFiles, told } from "@mulligan/core";
import { readAsked } from "../shared/asked.js";
import { changedFiles } from "./changed-files.js";
import type { ChangedFile } from "./changed-files.js";
import type { ScopeCreepOptions } from "./options.js";

export type ScopeCreepData = {
  readonly outsideLines: number;
  readonly changedLines: number;
  /** Whole per cent. */
  readonly percent: number;
  /** Files outside the task, the one with the most lines first. */
  readonly files: readonly string[];
  readonly kind: Outside;
};

type Outside = "lock files" | "formatting" | "unrelated modules" | "several kinds";

/** The task itself asks for what would be outside of others. */
const asksForLocks = /\b(?:lock ?file|dependenc(?:y|ies)|upgrade|bump|package(?:s|-lock)?|install|version|snapshot)\b/i;
const asksForFormat =
  /\b(?:format|reformat|lint|style|whitespace|indent|prettier|black|gofmt|rustfmt|eslint|quotes)\b/i;
const taskLimit = 20_000;

/**
 * The agent's own edits outside the task make up more than half of its changed lines: lock files and snapshots, formatting (the
 * same text with other blanks, quotes or commas), and, where it is known which files the task needs, product files in other
 * folders. Half is the catalogue's bound; twenty lines keep trifles out.
 *
 * Not: changes that the prepared checkout held before; tests and documents; scratch files, which are left-overs; files that the
 * task or the user names; a task that asks for dependencies or formatting.
 */
export function detectScopeCreep(
  episode: Episode,
  { facts, options }: DetectContext<ScopeCreepOptions>,
): readonly Detection<ScopeCreepData>[] {
  const changed = changedFiles(episode, facts);
  const total = changed.reduce((sum, { lines }) => sum + lines, 0);
  const isAsked = readAsked(episode);
  const kinds = new Set<Outside>();
  const files: { readonly path: string; readonly steps: readonly number[]; readonly lines: number }[] = [];
  for (const file of changed) {
    const { kind, lines } = isAsked(file.path) ? inside : outsideOf(file, episode);
    if (kind === null || lines === 0) continue;
    kinds.add(kind);
    files.push({ path: file.path, steps: file.steps, lines });
  }
  const outside = files.reduce((sum, { lines }) => sum + lines, 0);
  const [kind] = kinds;
  if (kind === undefined || outside < options.minimumLines || outside <= options.share * total) return [];
  files.sort((left, right) => right.lines - left.lines);
  const [first = episode.steps.length, ...more] = files.flatMap(({ steps }) => steps);
  const paths = files.map(({ path }) => path);
  const what: Outside = kinds.size > 1 ? "several kinds" : kind;
  return [
    {
      confidence: 0.7,
      steps: citedSteps(first, ...more),
      evidence: `${outside} of ${total} changed lines lie outside the task (${what}): ${inFiles(paths)}.`,
      data: {
        outsideLines: outside,
        changedLines: total,
        percent: Math.round((outside / total) * 100),
        files: paths,
        kind: what,
      },
    },
  ];
}

interface OutsideLines {
  readonly kind: Outside | null;
  readonly lines: number;
}

const inside: OutsideLines = { kind: null, lines: 0 };

function outsideOf(file: ChangedFile, episode: Episode): OutsideLines {
  const { relevantFiles = [] } = episode;
  if (file.kind === "generated")
    return asksForLocks.test(told(episode).slice(0, taskLimit)) ? inside : { kind: "lock files", lines: file.lines };
  if (file.kind !== "product") return inside;
  if (relevantFiles.length > 0 && relevantFiles.every((path) => folderOf(path) !== folderOf(file.path)))
    return { kind: "unrelated modules", lines: file.lines };
  const lines = file.formatting();
  return lines === 0 || asksForFormat.test(told(episode).slice(0, taskLimit)) ? inside : { kind: "formatting", lines };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
