import type { Episode } from "../model/episode.js";
import { isEdit } from "./edits.js";
import type { FileEdit, FileLook, FileTimeline } from "./facts.js";

interface Timeline extends FileTimeline {
  readonly looks: FileLook[];
  readonly edits: FileEdit[];
  createdAt: number | null;
}

export function collectFiles(episode: Episode): ReadonlyMap<string, FileTimeline> {
  const files = new Map<string, Timeline>();
  const timelineOf = (path: string): Timeline => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const timeline: Timeline = { path, looks: [], edits: [], createdAt: null };
    files.set(path, timeline);
    return timeline;
  };
  for (const { number: step, actions } of episode.steps) {
    for (const action of actions) {
      if (action.kind === "look") {
        if (!action.found) continue;
        const { lines, whole } = action;
        timelineOf(action.path).looks.push({ step, whole, partial: false, ...(lines && { lines }) });
      } else if (action.kind === "search") {
        for (const { path, lines } of action.shown) {
          const looks = timelineOf(path).looks;
          if (lines.length === 0) looks.push({ step, whole: false, partial: true });
          for (const line of lines) looks.push({ step, whole: false, partial: true, lines: { from: line, to: line } });
        }
      } else if (action.kind === "test" || action.kind === "check" || action.kind === "run") {
        const { path, line } = action.error ?? {};
        if (path === undefined || line === undefined) continue;
        timelineOf(path).looks.push({ step, whole: false, partial: true, lines: { from: line, to: line } });
      } else if (isEdit(action)) {
        const timeline = timelineOf(action.path);
        timeline.edits.push({ step, path: action.path, action });
        if (action.effect !== "changed") continue;
        if (action.kind === "create" && timeline.createdAt === null) timeline.createdAt = step;
        if (action.kind === "move" && action.from !== undefined) inherit(timeline, timelineOf(action.from), step);
      }
    }
  }
  return files;
}

/** What was seen of a file stays seen after it got another name. */
function inherit(timeline: Timeline, from: Timeline, step: number): void {
  timeline.looks.push(...from.looks);
  if (from.createdAt !== null && timeline.createdAt === null) timeline.createdAt = step;
}
