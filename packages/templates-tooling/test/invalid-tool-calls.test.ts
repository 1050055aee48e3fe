import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { invalidToolCalls } from "../src/invalid-tool-calls/index.js";

const calls = (count: number, others: number, status: "invalid" | "error" | "refused" = "invalid") => {
  let run = episode();
  for (let index = 0; index < others; index += 1) run = run.look(`src/${index}.ts`);
  for (let index = 0; index < count; index += 1) run = run.shell("x", "unknown tool x", { status, tool: "x" });
  return run.end();
};

describe("INVALID_TOOL_CALLS fires", () => {
  it("major for a tenth of all calls, minor for less", () => {
    const [major] = detect(invalidToolCalls, calls(3, 27));
    expect(major).toMatchObject({
      steps: [28, 29, 30],
      data: { invalid: 3, calls: 30, percent: 10, tools: ["x"], answer: "unknown tool x" },
    });
    expect(major?.severity).toBeUndefined();
    expect(major?.evidence).toBe(
      "3 calls of 30 were rejected for their form (steps 28, 29 and 30); an answer was `unknown tool x`.",
    );
    expect(detect(invalidToolCalls, calls(3, 28))).toMatchObject([{ severity: "minor" }]);
  });

  it("with the answer behind a bare heading", () => {
    let run = episode();
    for (let index = 0; index < 3; index += 1)
      run = run.shell("x", "ERROR:\nParameter `old` is required.", { status: "invalid", tool: "x" });
    expect(detect(invalidToolCalls, run.end())[0]?.data.answer).toBe("Parameter `old` is required.");
  });

  it("for an agent's own command that answers with its usage", () => {
    let run = episode();
    for (let index = 0; index < 3; index += 1)
      run = run.shell("edit a.py", "Usage: edit <start>:<end>", { tool: "edit" });
    expect(detect(invalidToolCalls, run.end())).toMatchObject([{ steps: [1, 2, 3] }]);
  });
});

describe("INVALID_TOOL_CALLS does not fire", () => {
  const usage = Array.from({ length: 3 }).reduce<ReturnType<typeof episode>>(
    (run) => run.shell("git frobnicate", "Usage: bash git", { tool: "bash" }),
    episode(),
  );
  it.each([
    ["for two calls", calls(2, 0)],
    ["for well-formed calls that failed", calls(5, 0, "error")],
    ["for a user's refusals", calls(5, 0, "refused")],
    ["for the usage of a program in a shell", usage.end()],
  ])("%s", (_, run) => {
    expect(detect(invalidToolCalls, run)).toEqual([]);
  });
});
