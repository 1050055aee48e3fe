import type { Action, Episode, Step } from "@mulligan/core";
import { facts, factsToWire, isMulliganError } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { interpret } from "../src/actions/interpret.js";
import { readText } from "../src/read.js";
import { toAtif } from "../src/write/index.js";
import { call, readAgain, run, written } from "./write-helpers.js";

const look = { kind: "look", path: "a.py", pathClass: "product", whole: true, found: true } as const;
const edit = {
  kind: "edit",
  path: "a.py",
  pathClass: "product",
  effect: "changed",
  lines: { from: 3, to: 4 },
  added: "x = 1",
  removed: "x = 0",
  whole: false,
  by: "editor",
  commentOnly: false,
} as const;
const test = {
  kind: "test",
  command: "pytest -q",
  exitCode: 1,
  tree: "current",
  ok: false,
  error: { name: "AssertionError", message: "x", path: "a.py", line: 3 },
  runner: "pytest",
  ran: true,
  passed: 2,
  failed: 1,
  skipped: null,
  failing: ["t::a"],
  targets: [],
  ownTestsOnly: false,
} as const;
const search = { kind: "search", pattern: "x", shown: [{ path: "a.py", lines: [3] }], names: false } as const;

function step(number: number, fields: Partial<Step> = {}): Step {
  return {
    number,
    origin: {},
    says: "",
    tool: "shell",
    input: {},
    observation: "",
    status: "ok",
    exitCode: null,
    actions: [{ kind: "other" }],
    ...fields,
  };
}

const episode: Episode = {
  id: "made-in-code",
  source: { format: "test", skippedLines: 0 },
  agent: {},
  task: "Fix a.py",
  root: "/repo",
  steps: [
    step(1, { command: "show a.py", observation: "x = 0", actions: [look, search] }),
    step(2, { tool: "editor", input: { path: "a.py" }, actions: [edit] }),
    step(3, { command: "pytest -q", exitCode: 1, status: "error", actions: [test, { kind: "plan" }] }),
    step(4, { actions: [] }),
  ],
  events: [{ kind: "user", afterStep: 2, text: "Hurry" }],
  finalMessage: "Fixed.",
  outcome: {
    status: "failed",
    score: 0.3,
    threshold: 0.5,
    endedBy: "finished",
    endedDetail: "submitted",
    failingTests: ["t::a"],
    regressedTests: [],
    evaluatorOutput: "1 failed",
  },
  ended: true,
  relevantFiles: ["a.py"],
  annotations: [{ type: "INSUFFICIENT_FIX", steps: [2], evidence: "t::a fails", confidence: 0.8 }],
};

describe("an episode that is saved as ATIF", () => {
  it("comes back with the actions that it had", () => {
    const again = interpret(readAgain(written(episode)));
    expect(again).toStrictEqual(episode);
    expect(factsToWire(facts(again))).toStrictEqual(factsToWire(facts(episode)));
  });

  it("says who judged it otherwise than the run", () => {
    const original = run({
      verdict: { status: "passed", score: 1, threshold: 1 },
      endedBy: "cut",
      endedDetail: "gone",
    });
    const { outcome } = episode;
    const again = interpret(readAgain(written(original, { outcome })));
    expect(again.outcome).toStrictEqual(outcome);
    expect({ ...again, outcome: null }).toStrictEqual({ ...interpret(original), outcome: null });
  });

  it("keeps a run unjudged that nobody judged", () => {
    const original = run();
    expect(readAgain(written(original, { outcome: interpret(original).outcome }))).toStrictEqual(original);
  });
});

describe("a saved document that was changed", () => {
  it("has its calls interpreted anew when the actions of one cannot be used", () => {
    const broken = [{ ...edit, effect: "maybe" }] as unknown as readonly Action[];
    const steps = [step(1, { command: "cat a.py", observation: "x", actions: [edit] }), step(2, { actions: broken })];
    const again = interpret(readAgain(toAtif({ ...episode, steps })));
    expect(again.steps[0]?.actions).toEqual([expect.objectContaining({ kind: "look", path: "a.py" })]);
  });

  it("is read as any ATIF file when a later version wrote it", () => {
    const document = toAtif(run({ format: "claude-code" }));
    const later = { ...document, extra: { mulligan: { ...(document.extra["mulligan"] as object), version: 2 } } };
    expect(readAgain(later)).toMatchObject({ format: "atif", formatVersion: "1.7", task: "Fix the parser" });
  });

  it("takes steps that others added as they stand", () => {
    const document = toAtif(run());
    const added = {
      step_id: 3,
      source: "agent",
      message: "And this",
      tool_calls: [{ tool_call_id: "new", function_name: "bash", arguments: { command: "pwd" } }],
      observation: { results: [{ source_call_id: "new", content: "/" }] },
    };
    const again = readAgain({ ...document, steps: [...document.steps, added] });
    expect(again.calls[1]).toEqual({
      origin: { id: "new" },
      says: "And this",
      tool: "bash",
      input: { command: "pwd" },
      command: "pwd",
      dialect: "shell",
      observation: "/",
      exitCode: null,
      status: "ok",
    });
  });

  it("never breaks what comes after reading, whatever stands where", () => {
    const rich = toAtif(
      { ...episode, steps: [...episode.steps, step(5, { subagents: ["other"] })] },
      { subagents: [run({ id: "other", calls: [call({ details: {}, cwd: "/a", turn: 1, openFile: "b" })] })] },
    );
    const text = JSON.stringify(rich);
    const broken: string[] = [];
    let tried = 0;
    for (const place of placesIn(rich)) {
      for (const value of [null, 7, "x", [], [null], {}]) {
        const changed = JSON.parse(text) as unknown;
        put(changed, place, value);
        tried += 1;
        try {
          for (const read of readText(JSON.stringify(changed)).episodes) factsToWire(facts(read));
        } catch (error) {
          if (!isMulliganError(error)) broken.push(`${place.join("/")} = ${JSON.stringify(value)}: ${String(error)}`);
        }
      }
    }
    expect(broken).toEqual([]);
    expect(tried).toBeGreaterThan(1000);
  });
});

function placesIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    [name],
    ...placesIn(member).map((place) => [name, ...place]),
  ]);
}

function put(document: unknown, place: readonly string[], value: unknown): void {
  let holder = document as Record<string, unknown>;
  for (const name of place.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
  holder[place.at(-1) ?? ""] = value;
}
