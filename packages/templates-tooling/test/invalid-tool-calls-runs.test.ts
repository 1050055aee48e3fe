import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { invalidToolCalls } from "../src/invalid-tool-calls/index.js";

type Run = ReturnType<typeof episode>;

describe("INVALID_TOOL_CALLS", () => {
  const call = (
    run: Run,
    observation: string,
    tool = "find_file",
    status: "invalid" | "ok" | "refused" | "missing" = "invalid",
  ) => run.step({ tool, observation, status, command: undefined });
  const found = (run: Run) => detect(invalidToolCalls, run.finish())[0]?.data;
  const three = (
    observation: string,
    tool = "find_file",
    status: "invalid" | "ok" | "refused" | "missing" = "invalid",
  ) => found([1, 2, 3].reduce<Run>((run) => call(run, observation, tool, status), episode()));

  it("quotes the answer below a heading, in 160 characters", () => {
    expect(three("ERROR:\n no such tool")?.answer).toBe("no such tool");
    expect(three("<tool>\nError\nno such tool")?.answer).toBe("no such tool");
    expect(three("bad ERROR:\n no such tool")?.answer).toBe("bad ERROR:");
    expect(three("x".repeat(160))?.answer).toBe("x".repeat(160));
    expect(three("x".repeat(161))?.answer).toBe(`${"x".repeat(159)}…`);
    expect(three("")?.answer).toBeNull();
  });

  it("names the tools that have a name", () => {
    expect(three("no", "find_file")?.tools).toEqual(["find_file"]);
    expect(three("no", "  ")?.tools).toEqual([]);
  });

  it("takes a command of the agent's own that answers with its usage alone", () => {
    const usage = "Usage: find_file NAME";
    expect(three(usage, "find_file", "ok")?.invalid).toBe(3);
    expect(three(`\n ${usage}`, "find_file", "ok")?.invalid).toBe(3);
    expect(three(usage.padEnd(300), "find_file", "ok")?.invalid).toBe(3);
    expect(three(usage.padEnd(301), "find_file", "ok")).toBeUndefined();
    expect(three(usage, "find_file", "refused")).toBeUndefined();
    expect(three(usage, "find_file", "missing")).toBeUndefined();
    expect(three(usage, "other", "ok")).toBeUndefined();
    expect(three("Usage: bash -c", "bash", "ok")).toBeUndefined();
    expect(three("Usage: bashful -c", "bashful", "ok")?.invalid).toBe(3);
    expect(three("Usage: rebash -c", "rebash", "ok")?.invalid).toBe(3);
    const looks = episode().step({ tool: "find_file", observation: usage }, action.look("x"));
    const more = looks.step({ tool: "find_file", observation: usage }, action.look("x"));
    expect(found(more.step({ tool: "find_file", observation: usage }, action.look("x")))).toBeUndefined();
  });
});
