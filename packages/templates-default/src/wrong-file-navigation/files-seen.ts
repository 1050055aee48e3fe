import type { Episode } from "@mulligan/core";

/** Files that the run opened or printed lines of by a search, with the first step; tracebacks open nothing. */
export interface FilesSeen {
  readonly all: ReadonlyMap<string, number>;
  /** Product code among them; what a search printed is taken for product unless its path says otherwise. */
  readonly product: ReadonlyMap<string, number>;
  /** Steps that looked, searched or listed. */
  readonly lookingSteps: readonly number[];
}

const testPath =
  /(?:^|\/)(?:tests?|specs?|__tests__|testing)\/|(?:^|\/)(?:test_[^/]*|conftest\.py)$|[._-](?:test|spec)s?\.\w+$/i;

export function isTestPath(path: string): boolean {
  return testPath.test(path);
}

export function filesSeen(episode: Episode): FilesSeen {
  const all = new Map<string, number>();
  const product = new Map<string, number>();
  const lookingSteps: number[] = [];
  for (const { number: step, actions } of episode.steps) {
    let looked = false;
    for (const action of actions) {
      if (action.kind === "look") {
        looked = true;
        if (action.found) note(action.path, step, action.pathClass === "product");
      } else if (action.kind === "search") {
        looked = true;
        for (const { path } of action.shown) note(path, step, !isTestPath(path));
      } else if (action.kind === "list") {
        looked = true;
      }
    }
    if (looked) lookingSteps.push(step);
  }
  return { all, product, lookingSteps };

  function note(path: string, step: number, isProduct: boolean): void {
    if (!all.has(path)) all.set(path, step);
    if (isProduct && !product.has(path)) product.set(path, step);
  }
}
