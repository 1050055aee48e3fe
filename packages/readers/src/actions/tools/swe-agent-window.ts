import type { LineRange } from "@mulligan/core";
import { readWindow, windowLines } from "../looks/editor-view.js";
import type { Walk } from "../walk/walk.js";

const usage = /^(?:Usage: |usage: edit|Error: (?:start_line|end_line|start line|line range))/m;
const usageHint = /sage: |rror: /;

/** Its commands answer so a call that they do not understand. */
export function showsUsage(observation: string): boolean {
  return usageHint.test(observation) && usage.test(observation);
}

/** Notes what SWE-agent's window shows: the path of its file, or undefined where there is no window. */
export function lookAtWindow(walk: Walk, observation: string): string | undefined {
  const window = readWindow(observation);
  if (window === undefined) return undefined;
  const path = walk.path(window.path!);
  const record = walk.seen(path);
  const lines: LineRange = { from: window.from, to: Math.max(window.from, window.to) };
  walk.emit({
    kind: "look",
    path,
    pathClass: "product",
    lines,
    whole: window.from === 1 && window.to === window.total,
    found: true,
    ...(window.total === undefined ? {} : { fileLines: window.total }),
  });
  walk.lastWindow = { path, observation };
  walk.shown.window(path, record.version, observation);
  if (record.created && window.from === 1 && window.to === window.total) {
    const text = windowLines(observation, window, 1, window.total);
    if (text !== undefined) record.content = text;
  }
  return path;
}
