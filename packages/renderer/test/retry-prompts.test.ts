import { describe, expect, it } from "vitest";
import { buildRetrySystemPrompt, buildRetryUserContext } from "../src/index.ts";

describe("buildRetrySystemPrompt", () => {
  it.each(["", "Base", "Base\n", "Base\r\n \t", "\ufeffBase \ud800"])(
    "gives %j back unchanged for an empty addon",
    (base) => {
      expect(buildRetrySystemPrompt(base, { systemPromptAddon: "" })).toBe(base);
    },
  );

  it.each([
    ["Base", "Base\n\n<x>"],
    ["Base\n", "Base\n\n<x>"],
    ["Base\n\n", "Base\n\n<x>"],
    ["", "<x>"],
  ])("puts the addon after %j", (base, expected) => {
    expect(buildRetrySystemPrompt(base, { systemPromptAddon: "<x>" })).toBe(expected);
  });
});

it("buildRetryUserContext gives the addon", () => {
  expect(buildRetryUserContext({ userContextAddon: "<y>" })).toBe("<y>");
  expect(buildRetryUserContext({ userContextAddon: "" })).toBe("");
});
