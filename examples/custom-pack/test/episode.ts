import type { Action, EditAction, Episode } from "@mulligan/core";

/** A failed run of the given actions, one a step. */
export function failedRun(...actions: readonly (Action & { readonly typed?: string })[]): Episode {
  return {
    id: "run-1",
    source: { format: "test", skippedLines: 0 },
    agent: {},
    task: "Orders need a discount code",
    steps: actions.map((action, index) => ({
      number: index + 1,
      origin: { index },
      says: "",
      tool: "bash",
      command: action.typed ?? "…",
      input: {},
      observation: "",
      status: "ok",
      exitCode: 0,
      actions: [action],
    })),
    events: [],
    finalMessage: "",
    outcome: {
      status: "failed",
      score: 0,
      threshold: 1,
      endedBy: "message",
      failingTests: [],
      regressedTests: [],
    },
    ended: true,
  };
}

export function list(path: string): Action {
  return { kind: "list", path };
}

export function edit(path: string, added: string, more: Partial<EditAction> = {}): EditAction {
  return {
    kind: "edit",
    path,
    pathClass: "product",
    effect: "changed",
    added,
    whole: false,
    by: "editor",
    commentOnly: false,
    ...more,
  };
}

export function run(command: string): Action & { typed: string } {
  return {
    kind: "run",
    typed: command,
    command,
    exitCode: 0,
    tree: "current",
    ok: true,
    stoppedByEnvironment: false,
  };
}
