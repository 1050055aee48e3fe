import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { testAction } from "../commands/test-run.js";
import { parseShell } from "../shell/parse.js";
import { readTestOutput, recogniseTest } from "../tests/recognise.js";

const quoted =
  /`([^`\n]{3,200})`|^[ \t]*(?:\$ )?((?:npx|npm|pnpm|yarn|python3?|pytest|go|cargo|make|uv|poetry|node|bun|mvn|gradle|\.\/gradlew)[ \t][^\n]{1,200})$/gm;
/** Larger reports are read at their ends, where results stand. */
const longest = 30_000;

/** A sub-agent's report that shows a test run as its runner printed it: counts, and the command that made them. */
export function delegatedTests(walk: Walk, call: RecordedCall): void {
  if (call.status !== "ok" || !/\d/.test(call.observation)) return;
  const text = call.observation.length > longest ? call.observation.slice(-longest) : call.observation;
  const command = testCommand(walk, text);
  if (command === undefined) return;
  const output = text.replace(/^[ \t]*(?:[-*>] +|\d+\. +)?[`*]*|[`*]+$/gm, "");
  const read = readTestOutput(output, undefined, walk.runners);
  if (read === undefined || !read.report.ran || (read.report.passed === null && read.report.failed === null)) return;
  walk.emit(testAction(walk, command, read.name, read.report, null, false, output, []));
}

function testCommand(walk: Walk, text: string): string | undefined {
  let found: string | undefined;
  for (const match of text.matchAll(quoted)) {
    const line = (match[1] ?? match[2] ?? "").replace(/^\$ /, "").trim();
    if (!/\s|test/.test(line)) continue;
    for (const item of parseShell(line).items) {
      if (
        item.kind === "pipeline" &&
        item.commands.some((command) => recogniseTest(command.words, walk.runners) !== undefined)
      )
        found = line;
    }
  }
  return found;
}
