import { describe, expect, it } from "vitest";
import { claudeCodeTurns } from "../src/replay/claude-code-turns.js";

const user = (content: unknown, more: object = {}) => ({ type: "user", message: { role: "user", content }, ...more });
const agent = (text: string, more: object = {}) => ({
  type: "assistant",
  message: { role: "assistant", content: [{ type: "text", text }] },
  ...more,
});
const turns = (...records: (object | string)[]) =>
  [...claudeCodeTurns(records.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n"))].map(
    ({ number, prompt, said, ended, content }) => [
      number,
      prompt,
      said,
      ended,
      "gained" in content ? content.gained.trimEnd().split("\n").length : 0,
    ],
  );

describe("turns of a session file of Claude Code", () => {
  it("begin with what a person typed", () => {
    expect(turns(user("Fix it"), agent("Done"), user([{ type: "text", text: "Go on" }]), agent("Done again"))).toEqual([
      [1, "Fix it", "Done", true, 2],
      [2, "Go on", "Done again", true, 2],
    ]);
  });

  it("do not begin with what stands there in a person's name", () => {
    const others = [
      user([{ type: "tool_result", tool_use_id: "1", content: "ok" }]),
      user("Reminder", { isMeta: true }),
      user("Look", { isSidechain: true }),
      user("Summary", { isCompactSummary: true }),
      user("[Request interrupted by user]"),
      user("<local-command-stdout></local-command-stdout>"),
      user("<task-notification>done</task-notification>"),
      user("Caveat: the messages below"),
      user(" "),
      user(undefined),
      "null",
      "half a li",
    ];
    expect(turns(user("Fix it"), agent("Working"), ...others, agent("Done"))).toEqual([
      [1, "Fix it", "Done", true, 15],
    ]);
  });

  it("hold what came before the first prompt, and what nobody answered with the next", () => {
    const start = { type: "summary", summary: "Earlier" };
    expect(turns(start, user("Fix it"), agent("Done"))).toEqual([[1, "Fix it", "Done", true, 3]]);
    expect(turns(start)).toEqual([]);
  });

  it("were not ended by the agent where something else comes last", () => {
    expect(turns(user("Fix it"), agent("Overloaded", { isApiErrorMessage: true }))[0]?.[3]).toBe(false);
    expect(turns(user("Fix it"), agent("Working"), user("[Request interrupted by user]"))[0]?.[3]).toBe(false);
    expect(turns(user("Fix it"), user("Fix that"), agent("Done"))).toEqual([
      [1, "Fix it", "Fix it", false, 1],
      [2, "Fix that", "Done", true, 2],
    ]);
  });
});
