import fc from "fast-check";
import type { Episode } from "@mulligan/core";
import type { RecordedCall, RecordedRun } from "../../src/recorded-run.js";
import { readTestOutput, testRunners } from "../../src/actions/tests/recognise.js";
import { silentReport } from "../../src/actions/tests/silent.js";
import { hostileValue, inheritedNames } from "./hostile-values.js";
import { shellCommand } from "./shell-commands.js";
import { testOutput } from "./test-outputs.js";
import { interpreted } from "./withstands.js";

const exitCode = fc.constantFrom(null, 0, 1, 2, 124, 127, -1);
const toolName = fc.oneof(
  fc.constantFrom("Bash", "Edit", "Write", "Read", "Grep", "MultiEdit", "apply_patch", "str_replace_editor", "glob"),
  fc.constantFrom(
    "todo_write",
    "task",
    "submit",
    "run_tests",
    "python",
    "execute_ipython_cell",
    "write_stdin",
    "insert",
  ),
  fc.constantFrom(...inheritedNames),
);
const argumentName = fc.oneof(
  fc.constantFrom("path", "file_path", "command", "old_str", "new_str", "old_string", "new_string", "content", "edits"),
  fc.constantFrom("pattern", "insert_line", "view_range", "patch", "input", "code", "query", "offset", "limit", "text"),
  fc.constantFrom(...inheritedNames),
);
const pathText = fc.constantFrom(
  "/repo/src/a.py",
  "src/a.py",
  "tests/test_a.py",
  "__proto__",
  "constructor/toString.js",
);

/** Arguments as JSON has them: own members, whatever their names. */
const input = fc
  .array(fc.tuple(argumentName, fc.oneof(pathText, shellCommand, testOutput, hostileValue)), { maxLength: 6 })
  .map((members) => Object.fromEntries(members));

const call: fc.Arbitrary<Partial<RecordedCall>> = fc.oneof(
  fc.tuple(shellCommand, testOutput, exitCode).map(([command, observation, code]) => ({
    tool: "bash",
    command,
    input: { command },
    observation,
    exitCode: code,
  })),
  fc.tuple(shellCommand, testOutput).map(([command, observation]) => ({
    tool: "shell",
    dialect: "swe-agent" as const,
    command,
    input: { command },
    observation,
  })),
  fc
    .tuple(toolName, fc.oneof(input, hostileValue), testOutput, hostileValue)
    .map(([tool, values, observation, details]) => ({
      tool,
      dialect: "tool" as const,
      input: values,
      observation,
      details,
    })),
);

export function episodeOf(calls: readonly Partial<RecordedCall>[], run: Partial<RecordedRun> = {}): Episode {
  return interpreted({
    format: "test",
    agent: {},
    task: "Mend total() in src/a.py.",
    root: "/repo",
    cwd: "/repo",
    events: [],
    finalMessage: "All tests pass.",
    ended: true,
    endedBy: "message",
    skippedLines: 0,
    ...run,
    calls: calls.map((given, index) => ({
      origin: { index },
      says: "",
      tool: "bash",
      input: {},
      dialect: "shell",
      observation: "",
      exitCode: null,
      status: "ok",
      ...given,
    })),
  });
}

export interface Property {
  readonly name: string;
  readonly check: (numRuns: number) => void;
}

function settings(numRuns: number): fc.Parameters<unknown> {
  return { seed: 20_252, numRuns, includeErrorInReport: true };
}

/** What holds for every call, whatever it ran and whatever it got back. */
export const properties: readonly Property[] = [
  {
    name: "one command",
    check(runs) {
      fc.assert(
        fc.property(shellCommand, testOutput, exitCode, (command, observation, code) => {
          episodeOf([{ command, observation, exitCode: code }]);
        }),
        settings(runs),
      );
    },
  },
  {
    name: "calls of all kinds, read twice alike",
    check(runs) {
      fc.assert(
        fc.property(fc.array(call, { minLength: 1, maxLength: 8 }), (calls) => {
          const first = JSON.stringify(episodeOf(calls));
          if (JSON.stringify(episodeOf(calls)) !== first) throw new Error("the second reading differs");
        }),
        settings(runs),
      );
    },
  },
  {
    name: "an output of tests, by every runner",
    check(runs) {
      fc.assert(
        fc.property(testOutput, exitCode, (output, code) => {
          for (const runner of [undefined, ...testRunners]) {
            const report = readTestOutput(output, runner)?.report ?? silentReport(output, code, false, true);
            const counts = [report.passed, report.failed, report.skipped];
            if (counts.some((count) => count !== null && !(count >= 0)))
              throw new Error(`${runner?.name ?? "any"} counts ${counts.join(", ")}`);
            if (!report.ran && report.notRun === undefined) throw new Error(`${runner?.name ?? "any"} gives no reason`);
          }
        }),
        settings(runs),
      );
    },
  },
];
