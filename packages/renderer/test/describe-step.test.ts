import type { Action, Step } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { describeAction, describeStep } from "../src/index.ts";
import { episode } from "./templates.ts";

const file = { path: "a.py", pathClass: "product" } as const;
const edit = { ...file, kind: "edit", effect: "changed", whole: false, by: "editor", commentOnly: false } as const;
const execution = { exitCode: 0, tree: "current", ok: true } as const;
const test = {
  ...execution,
  kind: "test",
  command: "pytest x",
  runner: "pytest",
  ran: true,
  passed: 3,
  failed: 0,
  skipped: 0,
  failing: [],
  targets: [],
  ownTestsOnly: false,
} as const;
const heredoc = "python3 - <<'EOF'\nprint(1)\nEOF";

const cases: readonly (readonly [string, Action])[] = [
  ["looked at `a.py` lines 1-80", { ...file, kind: "look", whole: false, lines: { from: 1, to: 80 }, found: true }],
  ["looked at `a.py` line 3", { ...file, kind: "look", whole: false, lines: { from: 3, to: 3 }, found: true }],
  ["looked at `a.py`", { ...file, kind: "look", whole: true, found: true }],
  ["tried to look at `a.py`, which was not there", { ...file, kind: "look", whole: false, found: false }],
  ["searched for `foo` in `src`", { kind: "search", pattern: "foo", path: "src", shown: [], names: false }],
  ["searched for files named `foo`", { kind: "search", pattern: "foo", shown: [], names: true }],
  ["edited `a.py`", edit],
  ["created `a.py`", { ...edit, kind: "create" }],
  ["moved `b.py` to `a.py`", { ...edit, kind: "move", from: "b.py" }],
  ["restored `a.py`", { ...edit, by: "restore" }],
  ["wrote `a.py` without a change", { ...edit, effect: "unchanged" }],
  ["tried to edit `a.py`, which was refused", { ...edit, effect: "rejected" }],
  ["tried to edit `a.py`, which changed nothing", { ...edit, effect: "no-match" }],
  ["tried to delete `a.py`, which failed", { ...edit, kind: "delete", effect: "crashed" }],
  ["ran `pytest x` (3 passed)", test],
  ["ran `pytest x` (2 failed, 3 passed)", { ...test, failed: 2, ok: false }],
  ["ran `pytest x` (failed)", { ...test, failed: null, passed: null, ok: false }],
  ["ran `pytest x` (it could not start)", { ...test, ran: false, notRun: "not-started", ok: false }],
  ["ran `python b.py` (no error)", { ...execution, kind: "check", command: "python b.py", checks: "script" }],
  [
    "ran `b.py` (KeyError)",
    {
      ...execution,
      kind: "check",
      command: heredoc,
      checks: "script",
      script: "b.py",
      ok: false,
      error: { name: "KeyError", message: "1" },
    },
  ],
  [
    "ran a script with `python3` (failed)",
    { ...execution, kind: "check", command: heredoc, checks: "script", ok: false },
  ],
  [
    "ran `ls -la` (exit code 2)",
    { ...execution, kind: "run", command: "ls -la", exitCode: 2, ok: false, stoppedByEnvironment: false },
  ],
  [
    "tried to install `x` and 1 other package, which failed",
    { kind: "install", command: "pip install x y", packages: ["x", "y"], ok: false },
  ],
  ["submitted", { kind: "finish" }],
  ["called another tool", { kind: "other" }],
];

describe("describeAction", () => {
  it.each(cases)("%s", (words, action) => {
    expect(describeAction(action)).toBe(words);
  });
});

const step = (more: Partial<Step>): Step => ({ ...episode.steps[0]!, ...more });

describe("describeStep", () => {
  it("names the two most telling actions in their order", () => {
    const actions: Action[] = [{ kind: "list", path: "src" }, edit, { kind: "plan" }, test];
    expect(describeStep(step({ actions }))).toBe("edited `a.py` and ran `pytest x` (3 passed)");
  });

  it("has words for steps that did nothing", () => {
    expect(describeStep(step({ actions: [], tool: "foo" }))).toBe("called the tool `foo`");
    expect(describeStep(step({ actions: [{ kind: "other" }], tool: "foo" }))).toBe("called the tool `foo`");
    expect(describeStep(step({ actions: [], tool: "" }))).toBe("called a tool");
    expect(describeStep(step({ status: "invalid", tool: "foo" }))).toBe(
      "called the tool `foo`, and the call was rejected for its form",
    );
    expect(describeStep(step({ status: "refused" }))).toBe("asked for something that was not allowed");
  });
});
