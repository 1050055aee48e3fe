import { expect } from "vitest";
import type { RecordedCall, RecordedRun } from "../src/recorded-run.js";
import { recordText } from "../src/record-text.js";
import { toAtif } from "../src/write/index.js";
import type { AtifOptions, AtifTrajectory } from "../src/write/index.js";
import { atifProblems } from "./write-validator.js";

export function call(fields: Partial<RecordedCall> = {}): RecordedCall {
  return {
    origin: { index: 0 },
    says: "",
    tool: "bash",
    input: { command: "ls" },
    command: "ls",
    dialect: "shell",
    observation: "a.py",
    exitCode: null,
    status: "ok",
    ...fields,
  };
}

/** A call without a command line. */
export function toolCall(fields: Partial<RecordedCall> = {}): RecordedCall {
  const { command: _, ...rest } = call(fields);
  return { ...rest, dialect: "tool" };
}

export function run(fields: Partial<RecordedRun> = {}): RecordedRun {
  return {
    id: "run-1",
    format: "some-agent",
    agent: { name: "agent", version: "2" },
    task: "Fix the parser",
    calls: [call()],
    events: [],
    finalMessage: "",
    ended: true,
    endedBy: "message",
    skippedLines: 0,
    ...fields,
  };
}

/** The document after it was written as text and parsed, without complaints of the format's rules. */
export function written(source: Parameters<typeof toAtif>[0], options?: AtifOptions): AtifTrajectory {
  const document = JSON.parse(JSON.stringify(toAtif(source, options))) as AtifTrajectory;
  expect(atifProblems(document)).toEqual([]);
  return document;
}

export function readAgain(document: unknown): RecordedRun {
  const [first] = recordText(JSON.stringify(document), { allowNoSteps: true }).runs;
  if (first === undefined) throw new Error("no run in the document");
  return first;
}

/** The document as a tool passes it on that keeps nothing of what it does not know. */
export function withoutOwn(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (name, value: unknown) => (name === "mulligan" ? undefined : value)),
  ) as unknown;
}
