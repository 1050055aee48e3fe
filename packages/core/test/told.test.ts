import { describe, expect, it } from "vitest";
import { told } from "../src/index.js";
import { episodeOf } from "./episode.js";

describe("what the agent was told", () => {
  const run = episodeOf([], {
    events: [
      { kind: "user", afterStep: 2, text: "Leave the tests alone." },
      { kind: "message", afterStep: 3, text: "I left them." },
      { kind: "user", afterStep: 3, text: "Thanks." },
    ],
  });

  it("is the task and the user's words, in order", () => {
    expect(told(run)).toBe("Fix the parser\nLeave the tests alone.\nThanks.");
    expect(told(episodeOf([]))).toBe("Fix the parser");
  });

  it("holds before a step what came after an earlier one", () => {
    expect(told(run, 2)).toBe("Fix the parser");
    expect(told(run, 3)).toBe("Fix the parser\nLeave the tests alone.");
  });
});
