import type { Facts } from "@mulligan/core";
import { cleanLine } from "@mulligan/renderer";
import { testResult } from "./actions-text.js";
import type { Style } from "./style.js";
import { columns, wrap } from "./text.js";

const longestPath = 200;

interface Fact {
  readonly step: number;
  readonly what: string;
}

/** The timelines that the rules rest on: what happened, and at which steps. */
export function factsText(facts: Facts, style: Style): string {
  const places = (entries: readonly { readonly step: number; readonly path: string }[]): Fact[] =>
    entries.map(({ step, path }) => ({ step, what: cleanLine(path, longestPath) }));
  const rows: (readonly [title: string, facts: readonly Fact[]])[] = [
    ["product edits", places(facts.productEdits)],
    ["test-file edits", places(facts.testFileEdits)],
    ["scratch files", places(facts.scratchCreated)],
    ["failed edits", places(facts.failedEdits)],
    ["test runs", facts.testRuns.map(({ step, action }) => ({ step, what: testResult(action) }))],
    ["checks", facts.checks.map(({ step, action }) => ({ step, what: action.ok ? "ok" : "failed" }))],
    ["finish", facts.finish === null ? [] : [{ step: facts.finish, what: "submit" }]],
  ];
  const width = Math.max(...rows.map(([title]) => title.length)) + 2;
  const lines = rows.flatMap(([title, entries]) =>
    grouped(entries).map((line, index) => [
      index === 0 ? title : "",
      wrap(line, style.width, " ".repeat(width)).trimStart(),
    ]),
  );
  return columns(lines).join("\n");
}

/** `src/a.ts: 4, 9`, in the order of the first step of each. */
function grouped(entries: readonly Fact[]): string[] {
  if (entries.length === 0) return ["none"];
  const steps = new Map<string, Set<number>>();
  for (const { step, what } of entries) steps.set(what, (steps.get(what) ?? new Set()).add(step));
  return [...steps].map(([what, numbers]) => `${what}: ${[...numbers].join(", ")}`);
}
