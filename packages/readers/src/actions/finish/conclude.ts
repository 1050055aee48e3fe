import type { Action, PathRule } from "@mulligan/core";
import { classifyPath, type PathKnowledge } from "../paths/classify.js";
import { readRequests } from "../paths/asked.js";
import { targetFile } from "../paths/target-file.js";
import { dropStash } from "../commands/git-commands.js";
import type { DraftAction } from "../walk/draft.js";
import type { Walk } from "../walk/walk.js";
import { findProduct } from "./product.js";
import { judge } from "./judge.js";

/** Settles what only the whole run can tell: lost stashes, checks, classes of paths, self-written tests. */
export function conclude(walk: Walk, rules: readonly PathRule[]): void {
  walk.settleStep();
  for (const lost of walk.stashes) dropStash(walk, lost);
  const product = findProduct(walk, walk.run);
  const said = walk.run.events.flatMap((event) => (event.kind === "user" ? [event.text] : []));
  const { asked, asksForDocuments } = readRequests(walk.run.task, said);
  const knowledge: PathKnowledge = {
    created: (path) => walk.files.peek(path)?.created === true,
    knownFolders: product.folders,
    hasProduct: product.hasFiles,
    asked,
    asksForDocuments,
  };
  const classes = new Map<string, ReturnType<typeof classifyPath>>();
  const classify = (path: string): ReturnType<typeof classifyPath> => {
    let known = classes.get(path);
    if (known === undefined) {
      known = rules.find(({ pattern }) => pattern.test(path))?.pathClass ?? classifyPath(path, knowledge);
      classes.set(path, known);
    }
    return known;
  };
  for (const execution of walk.pending) {
    const judged = judge(walk, execution, product, classify);
    if (judged === undefined) continue;
    const list = execution.step.actions;
    const at = list.indexOf(execution.action);
    if (at >= 0) list[at] = judged;
  }
  for (const step of walk.steps) {
    for (let at = 0; at < step.actions.length; at++) {
      const action = step.actions[at]!;
      if ("pathClass" in action) action.pathClass = classify(action.path);
      if (action.kind === "move" && action.from !== undefined && action.effect === "changed")
        splitMove(step.actions, at, action, classify(action.from));
      if (action.kind === "test") action.ownTestsOnly = onlyOwn(walk, action.targets);
    }
  }
}

/** Moving a file of the repository out of the way takes it away there. */
function splitMove(
  actions: DraftAction[],
  at: number,
  move: Extract<DraftAction, { effect: string }>,
  fromClass: Extract<Action, { pathClass: unknown }>["pathClass"],
): void {
  if (
    (fromClass !== "product" && fromClass !== "test") ||
    move.pathClass === "product" ||
    move.pathClass === "test" ||
    move.from === undefined
  )
    return;
  actions.splice(at + 1, 0, {
    kind: "delete",
    path: move.from,
    pathClass: fromClass,
    effect: "changed",
    whole: true,
    by: move.by,
    commentOnly: false,
  });
}

function onlyOwn(walk: Walk, targets: readonly string[]): boolean {
  const files = targets.map(targetFile).filter((target) => /\.\w+$/.test(target));
  return files.length > 0 && files.every((file) => walk.files.peek(file)?.created === true);
}
