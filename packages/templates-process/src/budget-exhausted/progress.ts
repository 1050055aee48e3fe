import type { Action, Episode } from "@mulligan/core";
import { isEdit } from "@mulligan/core";

const printedLength = 4_000;

/**
 * The last step that made progress: a change of a product or test file, a verification with another result than the one
 * before, or lines of a file that no step had shown. Repeats make none. Null where no step did.
 */
export function lastProgress(episode: Episode): number | null {
  const shown = new Map<string, Set<number> | "whole">();
  const results = new Map<string, string>();
  let last: number | null = null;
  for (const { number: step, actions, observation } of episode.steps) {
    for (const action of actions) {
      if (isProgress(action, observation, shown, results)) last = step;
    }
  }
  return last;
}

function isProgress(
  action: Action,
  observation: string,
  shown: Map<string, Set<number> | "whole">,
  results: Map<string, string>,
): boolean {
  if (isEdit(action)) {
    if (action.effect !== "changed" || action.pathClass === "scratch") return false;
    shown.delete(action.path);
    return true;
  }
  if (action.kind === "test" || action.kind === "check") {
    const error = `${action.ok} ${action.error?.name} ${action.error?.message}`;
    const result = `${error} ${action.kind === "test" ? `${action.passed} ${action.failed}` : printed(observation)}`;
    const before = results.get(action.command);
    results.set(action.command, result);
    return before !== result;
  }
  return action.kind === "look" && action.found && showsNew(action, shown);
}

/** What a check printed; times and addresses are other numbers each time. */
function printed(observation: string): string {
  return observation.slice(-printedLength).replaceAll(/\d+/g, "0");
}

function showsNew(
  { path, whole, lines }: Extract<Action, { kind: "look" }>,
  shown: Map<string, Set<number> | "whole">,
): boolean {
  const seen = shown.get(path);
  if (seen === "whole") return false;
  if (whole || lines === undefined) {
    shown.set(path, "whole");
    return seen === undefined || whole;
  }
  const known = seen ?? new Set<number>();
  shown.set(path, known);
  const before = known.size;
  // Blocks of ten lines keep this cheap for files of any length.
  for (let block = Math.floor(lines.from / 10); block <= Math.floor(lines.to / 10); block += 1) known.add(block);
  return known.size > before;
}
