import type { Recognisers, TestRunner } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { recogniserTests } from "../src/conformance/recogniser-cases.ts";
import type { RecogniserCases } from "../src/conformance/recogniser-cases.ts";
import { testRecognisers } from "../src/vitest/index.ts";

const zap: TestRunner = {
  name: "zap",
  matchesCommand: ([program, command]) => program === "zap" && command === "check",
  parseOutput: (output) => {
    const [, passed, failed, names = ""] = /^(\d+) good, (\d+) bad(?:: (.*))?$/m.exec(output) ?? [];
    if (passed === undefined) return null;
    const failing = names === "" ? [] : names.split(" ");
    return { ran: true, passed: Number(passed), failed: Number(failed), skipped: null, failing };
  },
};

const pack: Recognisers = {
  runners: [zap],
  tools: { alter_file: "write", show_file: "read" },
  paths: [
    { pattern: /\.snapshot$/, pathClass: "generated" },
    { pattern: /^checks\//, pathClass: "test" },
  ],
  secrets: [{ name: "customer number", pattern: /\bC-\d{8}\b/ }],
};

const cases = {
  runners: {
    recognises: {
      "a run with a failure": {
        command: "npx zap check src",
        output: "3 good, 1 bad: sums",
        runner: "zap",
        report: { ran: true, passed: 3, failed: 1, failing: ["sums"] },
      },
    },
    ignores: {
      "its help": { command: "zap --help", output: "3 good, 1 bad" },
      "another runner": { command: "pytest -q", output: "3 passed in 0.1s" },
      "a file of its name": { command: "touch zap && cat zap", output: "" },
    },
  },
  tools: {
    recognises: {
      "a change of a file": {
        tool: "alter_file",
        arguments: { path: "src/a.py", content: "x = 1\n" },
        action: { kind: "create", path: "src/a.py" },
      },
      "a look at a file": {
        tool: "show_file",
        arguments: { path: "src/a.py" },
        output: "x = 1",
        action: { kind: "look", path: "src/a.py" },
      },
    },
  },
  paths: {
    recognises: {
      "a snapshot": { path: "web/page.snapshot", pathClass: "generated" },
      "a check": { path: "checks/sums.py", pathClass: "test" },
    },
    ignores: { "a folder below": "src/checks/sums.py" },
  },
  secrets: {
    recognises: { "a number": { text: "for C-12345678 only", shown: "for [masked customer number] only" } },
    ignores: { "an order": "for C-1234 only" },
  },
} as const satisfies RecogniserCases;

testRecognisers(pack, cases);

function refusal(own: Recognisers, given: object): string {
  try {
    recogniserTests(own, given);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

function problemsOf(own: Recognisers, given: RecogniserCases): string[] {
  return recogniserTests(own, given).flatMap(({ title, problems }) => problems().map((text) => `${title}: ${text}`));
}

describe("cases that could not fail", () => {
  it.each<readonly [string, Recognisers, object, string]>([
    ["a kind without cases", pack, { ...cases, runners: undefined }, "the pack brings runners, and they have no cases"],
    ["cases of nothing", { ...pack, secrets: [] }, cases, "the pack brings no secrets"],
    ["an empty side", pack, { ...cases, paths: { ...cases.paths, ignores: {} } }, "paths.ignores is empty"],
    [
      "an unknown side",
      pack,
      { ...cases, tools: { ...cases.tools, ignores: {} } },
      'tools: unknown member "ignores"; known: recognises',
    ],
    ["an unknown kind", pack, { ...cases, files: {} }, 'unknown member "files"; known: runners, tools, paths, secrets'],
    [
      "the same twice",
      pack,
      { ...cases, secrets: { ...cases.secrets, ignores: { one: "C-1", two: "C-1" } } },
      'secrets.ignores "two" is the same as secrets.ignores "one"',
    ],
    [
      "a runner that no case shows",
      { ...pack, runners: [zap, { ...zap, name: "zip" }] },
      cases,
      'no case recognises the runner "zip"',
    ],
    [
      "a tool that no case shows",
      { ...pack, tools: { ...pack.tools, drop_file: "delete" } },
      cases,
      'no case recognises the tool "drop_file"',
    ],
    [
      "a rule that an earlier one hides",
      { ...pack, paths: [...pack.paths!, { pattern: /page\.snapshot$/, pathClass: "docs" }] },
      cases,
      String.raw`no case recognises a path by /page\.snapshot$/`,
    ],
    [
      "a secret that no case shows",
      { ...pack, secrets: [...pack.secrets!, { name: "order", pattern: /\bO-\d{8}\b/ }] },
      cases,
      'no case recognises the secret "order"',
    ],
  ])("are refused: %s", (_name, own, given, problem) => {
    expect(refusal(own, given)).toBe(
      `The tests of what the pack brings besides strategies are not accepted:\n  ${problem}`,
    );
  });
});

describe("a recogniser that does something else", () => {
  let asked = 0;
  it.each<readonly [string, Recognisers, readonly string[]]>([
    [
      "a runner that counts wrong",
      { ...pack, runners: [{ ...zap, parseOutput: () => ({ ...zap.parseOutput("2 good, 1 bad: sums")! }) }] },
      ["recognises a run with a failure: passed is 2, expected 3"],
    ],
    [
      "a runner that does not know its command",
      { ...pack, runners: [{ ...zap, matchesCommand: () => false }] },
      ['recognises a run with a failure: no test run of zap; the command is read as "run"'],
    ],
    [
      "a runner that takes every command",
      { ...pack, runners: [{ ...zap, matchesCommand: ([program]) => program === "zap" }] },
      ["ignores its help: read as a test run of zap"],
    ],
    [
      "a runner with a memory",
      {
        ...pack,
        runners: [{ ...zap, parseOutput: (output) => ((asked += 1) % 2 === 0 ? null : zap.parseOutput(output)) }],
      },
      ["recognises a run with a failure: asked twice, the answers differ"],
    ],
    [
      "a tool of another kind",
      { ...pack, tools: { ...pack.tools, alter_file: "delete" } },
      ['recognises a change of a file: kind is "delete", expected "create"'],
    ],
    [
      "a tool that does nothing",
      { ...pack, tools: { ...pack.tools, show_file: "none" } },
      [
        'recognises a look at a file: kind is "other", expected "look"',
        'recognises a look at a file: path is absent, expected "src/a.py"',
      ],
    ],
    [
      "a path rule that reaches too far",
      { ...pack, paths: [pack.paths![0]!, { pattern: /checks\//, pathClass: "test" }] },
      ['ignores a folder below: the class is "test", expected "product"'],
    ],
    [
      "a secret that reaches too far",
      { ...pack, secrets: [{ name: "customer number", pattern: /\bC-\d+\b/ }] },
      ['ignores an order: shown is "for [masked customer number] only", expected "for C-1234 only"'],
    ],
  ])("is told: %s", (_name, own, problems) => {
    expect(problemsOf(own, cases)).toEqual(problems);
  });

  it("is told: a call that is more than one action, or a command with another runner in front", () => {
    const call = {
      tool: "run_it",
      arguments: { command: "rm a.py && mv b.py c.py" },
      action: { kind: "delete" },
    } as const;
    expect(problemsOf({ tools: { run_it: "shell" } }, { tools: { recognises: { "a command": call } } })).toEqual([
      'recognises a command: the call is read as "delete" and "move", not as one action',
    ]);
    const command = "pytest -q; zap check src";
    const run = { command, output: "3 good, 1 bad: sums", runner: "zap", report: { passed: 3 } };
    const ignores = { "its help": { command: "zap --help", output: "" } };
    expect(problemsOf({ runners: [zap] }, { runners: { recognises: { "a run": run }, ignores } })).toEqual([]);
  });
});
