import type { Episode, Facts } from "@mulligan/core";
import { debugPrints } from "./debug-prints.js";

export interface Leftover {
  readonly path: string;
  /** Steps that made it; the last step where no action tells. */
  readonly steps: readonly number[];
  /** Debug prints in a product file; empty for a scratch file. */
  readonly prints: readonly string[];
}

/** Scratch files that the agent made inside the repository and nothing took away, and debug prints of its last edits. */
export function leftInTree(episode: Episode, { files }: Facts): readonly Leftover[] {
  const moved = movedAway(episode);
  const left: Leftover[] = [];
  for (const [path, { edits, createdAt }] of files) {
    const changes = edits.filter(({ action }) => action.effect === "changed");
    const last = changes.at(-1);
    if (last === undefined || last.action.kind === "delete" || (moved.get(path) ?? 0) >= last.step || !isInside(path))
      continue;
    if (last.action.pathClass === "scratch") {
      if (createdAt !== null) left.push({ path, steps: [createdAt], prints: [] });
    } else if (last.action.pathClass === "product") {
      const steps: number[] = [];
      let prints: string[] = [];
      for (const { step, action } of changes) {
        // What a script or a restore left of earlier lines is not known.
        if (action.whole || (action.added === undefined && action.removed === undefined)) prints = [];
        prints = prints.filter((line) => action.removed?.includes(line) !== true);
        const more = debugPrints(action.added?.split("\n") ?? []);
        if (more.length > 0) steps.push(step);
        prints.push(...more);
      }
      if (prints.length > 0) left.push({ path, steps, prints });
    }
  }
  return left;
}

/** Relative paths lie in the repository; what stands elsewhere is no part of the final state. */
function isInside(path: string): boolean {
  return !/^(?:[/~]|[A-Za-z]:|\.\.\/|\.git\/)|^(?:tmp|temp)\//.test(path);
}

function movedAway({ steps }: Episode): ReadonlyMap<string, number> {
  const moved = new Map<string, number>();
  for (const { number, actions } of steps) {
    for (const action of actions) {
      if (action.kind === "move" && action.effect === "changed" && action.from !== undefined)
        moved.set(action.from, number);
    }
  }
  return moved;
}
