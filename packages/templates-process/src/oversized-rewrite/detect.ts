import type { DetectContext, Detection, EditAction, Episode } from "@mulligan/core";
import { citedSteps, inCode, isCodeEdit } from "@mulligan/core";
import type { OversizedRewriteOptions } from "./options.js";

export type OversizedRewriteData = {
  readonly path: string;
  readonly step: number;
  /** Lines that the file had. */
  readonly fileLines: number;
  /** Lines of these that are gone. */
  readonly changedLines: number;
  /** Whole per cent. */
  readonly percent: number;
};

/** The task itself asks for a change all over a file. */
const wideTask =
  /\b(?:re-?writ(?:e|ing)|refactor|restructur|reorgani[sz]|reformat|migrat|port(?:ing)? (?:to|from)|translat|redesign|overhaul|moderni[sz]|from scratch|throughout|all over|every (?:function|method|line|occurrence|section))/i;
const taskLimit = 6_000;

/**
 * One write replaced more than 60 % of the lines of an existing code file of over 80 lines.
 *
 * Not: identical lines written again, wherever they stand in the file; a new file; documents, tests, generated files and
 * configuration; putting back an earlier content; a task that asks for a rewrite. Where the earlier content is not known,
 * nothing is claimed.
 */
export function detectOversizedRewrite(
  episode: Episode,
  { facts, options }: DetectContext<OversizedRewriteOptions>,
): readonly Detection<OversizedRewriteData>[] {
  const detections: Detection<OversizedRewriteData>[] = [];
  for (const { step, path, action } of facts.productEdits) {
    if (action.kind !== "edit" || action.by === "restore" || !isCodeEdit(action)) continue;
    if ((facts.files.get(path)?.createdAt ?? null) !== null) continue;
    const fileLines = fileLinesOf(action);
    if (fileLines === undefined || fileLines <= options.minimumLines) continue;
    const most = fileLines * options.changedShare;
    if (linesIn(action.removed ?? "") <= most) continue;
    const changedLines = linesLost(action.removed ?? "", action.added ?? "");
    if (changedLines <= most) continue;
    if (asksForWideChange(episode, step)) return [];
    const percent = Math.min(100, Math.floor((changedLines / fileLines) * 100));
    detections.push({
      confidence: 0.8,
      steps: citedSteps(step),
      evidence: `Step ${step} replaced ${changedLines} of the ${fileLines} lines of ${inCode(path)} (${percent} %) in one write.`,
      data: { path, step, fileLines, changedLines, percent },
    });
  }
  return detections;
}

function fileLinesOf({ fileLines, whole, removed }: EditAction): number | undefined {
  if (removed === undefined) return undefined;
  return fileLines ?? (whole ? linesIn(removed) : undefined);
}

function linesIn(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

/** Lines of `before` that `after` does not have any more; a line that only moved is not lost. */
function linesLost(before: string, after: string): number {
  const kept = new Map<string, number>();
  for (const line of after.split("\n")) kept.set(line, (kept.get(line) ?? 0) + 1);
  let lost = 0;
  for (const line of before.split("\n")) {
    const times = kept.get(line) ?? 0;
    if (times === 0) lost += 1;
    else kept.set(line, times - 1);
  }
  return lost;
}

function asksForWideChange({ task, events }: Episode, step: number): boolean {
  return (
    wideTask.test(task.slice(0, taskLimit)) ||
    events.some(
      (event) => event.kind === "user" && event.afterStep < step && wideTask.test(event.text.slice(0, taskLimit)),
    )
  );
}
