import { createRegistry, facts } from "@mulligan/core";
import type { Episode } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { interpret } from "../../src/actions/interpret.js";
import type { RecordedCall } from "../../src/recorded-run.js";
import { templatesDefault } from "../../../templates-default/src/index.js";
import { templatesIntegrity } from "../../../templates-integrity/src/index.js";
import { templatesProcess } from "../../../templates-process/src/index.js";
import { templatesTooling } from "../../../templates-tooling/src/index.js";
import { templatesVerification } from "../../../templates-verification/src/index.js";
import { superlinear } from "./growth.js";

const { strategies } = createRegistry({
  packs: [templatesDefault, templatesIntegrity, templatesProcess, templatesTooling, templatesVerification],
});

function call(more: Partial<RecordedCall>, index: number): RecordedCall {
  const { command = "" } = more;
  return {
    origin: { index },
    says: "",
    tool: "bash",
    input: { command },
    dialect: "shell",
    observation: "a",
    exitCode: 0,
    status: "ok",
    ...more,
  };
}

function episodeOf(calls: readonly Partial<RecordedCall>[], words: string): Episode {
  return interpret(
    {
      id: "x",
      format: "test",
      agent: {},
      task: `Mend src/a.py. ${words}`,
      root: "/repo",
      cwd: "/repo",
      calls: calls.map(call),
      events: [],
      finalMessage: words,
      ended: true,
      endedBy: "message",
      skippedLines: 0,
    },
    { outcome: { status: "failed" } },
  );
}

const write = (content: string): Partial<RecordedCall> => ({
  tool: "Write",
  dialect: "tool",
  input: { file_path: "src/a.py", content },
});

const places: Readonly<Record<string, (text: string) => Episode>> = {
  // With words that rules ask for before they look at a command closely.
  "a command": (text) => episodeOf([write("a = 1\n"), { command: `curl a; git log; ${text}` }], "Done."),
  "an output": (observation) => episodeOf([write("a = 1\n"), { command: "pytest", observation, exitCode: 1 }], "Done."),
  "added code": (content) => episodeOf([write(content)], "Done."),
  "what is said": (says) => episodeOf([{ ...write("a = 1\n"), says }], says),
};

describe("the time of all detectors grows with the input, not with its square", () => {
  it.each(Object.entries(places))("%s", (_name, made) => {
    const judge = (text: string): void => {
      const episode = made(text);
      const context = { facts: facts(episode) };
      for (const { strategy, options } of strategies) strategy.detect?.(episode, { ...context, options });
    };
    expect(superlinear(judge, 3_000)).toEqual([]);
  });
});
