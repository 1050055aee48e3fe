import type { Action, EditAction, Episode, EpisodeEvent, Outcome, Step, TestAction } from "../src/index.js";

/** An episode of the given steps; everything else is what a plain failed run has. */
export function episodeOf(
  steps: readonly (readonly Action[] | Partial<Step>)[],
  rest: Partial<Omit<Episode, "outcome">> & { outcome?: Partial<Outcome>; events?: readonly EpisodeEvent[] } = {},
): Episode {
  return {
    id: "run-1",
    source: { format: "test", skippedLines: 0 },
    agent: {},
    task: "Fix the parser",
    events: [],
    finalMessage: "",
    ended: true,
    ...rest,
    outcome: {
      status: "failed",
      score: null,
      threshold: 1,
      endedBy: "message",
      failingTests: [],
      regressedTests: [],
      ...rest.outcome,
    },
    steps: steps.map((step, index) => ({
      number: index + 1,
      origin: { index },
      says: "",
      tool: "bash",
      command: `command ${index + 1}`,
      input: {},
      observation: "",
      status: "ok",
      exitCode: 0,
      actions: [],
      ...("length" in step ? { actions: step } : step),
    })),
  };
}

export function edit(path: string, more: Partial<EditAction> = {}): EditAction {
  return {
    kind: "edit",
    path,
    pathClass: "product",
    effect: "changed",
    whole: false,
    by: "editor",
    commentOnly: false,
    ...more,
  };
}

export function look(path: string, from?: number, to?: number): Action {
  const lines = from === undefined || to === undefined ? {} : { lines: { from, to } };
  return { kind: "look", path, pathClass: "product", whole: from === undefined, found: true, ...lines };
}

export function test(failed: number, more: Partial<TestAction> = {}): TestAction {
  return {
    kind: "test",
    command: "pytest -q",
    runner: "pytest",
    exitCode: failed === 0 ? 0 : 1,
    tree: "current",
    ok: failed === 0,
    ran: true,
    passed: 3,
    failed,
    skipped: null,
    failing: [],
    targets: [],
    ownTestsOnly: false,
    ...more,
  };
}

export function check(command: string, ok = true): Action {
  return { kind: "check", command, exitCode: ok ? 0 : 1, tree: "current", ok, checks: "script" };
}
