import type { Action } from "@mulligan/core";

/** A look that showed something, or a search. Finding a file by name is a search; listing a folder is neither. */
export function isLookOrSearch(action: Action): boolean {
  return (action.kind === "look" && action.found) || action.kind === "search";
}
