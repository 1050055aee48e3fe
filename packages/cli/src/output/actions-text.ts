import type { Action, EditEffect, TestAction } from "@mulligan/core";
import { cleanLine } from "@mulligan/renderer";

const longestName = 200;

const effects: Readonly<Record<EditEffect, string>> = {
  changed: "",
  unchanged: ", which wrote what was there",
  rejected: ", refused",
  crashed: ", which died before it wrote",
  "no-match": ", which matched nothing",
};

const edits = { edit: "edit of", create: "creation of", delete: "deletion of", move: "move to" } as const;

/** What the rules take a step's action for: one short phrase. */
export function actionText(action: Action): string {
  switch (action.kind) {
    case "look":
      return `look at ${name(action.path)}${action.found ? placeOf(action.lines, action.whole) : ", not found"}`;
    case "search":
      return `search for ${name(action.pattern)}${action.path === undefined ? "" : ` in ${name(action.path)}`}`;
    case "list":
      return `listing of ${name(action.path)}`;
    case "edit":
    case "create":
    case "delete":
    case "move":
      return `${edits[action.kind]} ${name(action.path)} (${action.pathClass} file)${effects[action.effect]}${
        action.commentOnly ? ", comments only" : ""
      }`;
    case "test":
      return `test run by ${action.runner}: ${testResult(action)}${treeOf(action.tree)}`;
    case "check":
      return `check (${action.checks}): ${action.ok ? "succeeded" : "failed"}${treeOf(action.tree)}`;
    case "run":
      return action.stoppedByEnvironment ? "execution stopped by the environment" : "execution that verifies nothing";
    case "vcs":
      return "version control";
    case "install":
      return `installation${action.ok ? "" : ", failed"}`;
    case "fetch":
      return `fetch of ${name(action.url)}`;
    case "plan":
      return "planning";
    case "delegate":
      return "work handed to a sub-agent";
    case "ask":
      return "question to the user";
    case "finish":
      return "submission";
    case "other":
      return "nothing that the rules use";
  }
}

/** `3 passed, 1 failed`, or why nothing ran. */
export function testResult(action: TestAction): string {
  if (!action.ran) return action.notRun ?? "did not run";
  const counts = [
    action.passed === null ? "" : `${action.passed} passed`,
    action.failed === null ? "" : `${action.failed} failed`,
  ];
  const known = counts.filter((count) => count !== "").join(", ");
  return known === "" ? (action.ok ? "ok" : "failed") : known;
}

function placeOf(lines: { readonly from: number; readonly to: number } | undefined, whole: boolean): string {
  if (whole) return ", whole";
  return lines === undefined ? "" : `, lines ${lines.from} to ${lines.to}`;
}

function treeOf(tree: TestAction["tree"]): string {
  return tree === "current" ? "" : tree === "baseline" ? ", without the agent's edits" : ", of another checkout";
}

function name(text: string): string {
  return cleanLine(text, longestName);
}
