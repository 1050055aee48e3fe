import { describe, expect, it } from "vitest";
import { asksForDecision } from "../src/hook/asks-for-decision.js";

describe("the agent's last words ask for a decision", () => {
  it.each([
    "I made a first draft. Should an empty cart return 0 or undefined?",
    "Done so far.\n\n**Which of the two endpoints do you mean?**",
    "Would you like tea? No. Is the limit per user or per team?",
    "Which one?\n",
  ])("%j", (message) => {
    expect(asksForDecision(message)).toBe(true);
  });

  it.each([
    "I changed total. Would you like me to run the tests?",
    "Done. Shall I add a test?",
    "Done. Is there anything else?",
    "Should it be 0? I took 0.",
    "Which one is right? It was the first.\nDone!",
    "Done.",
    "",
  ])("not: %j", (message) => {
    expect(asksForDecision(message)).toBe(false);
  });
});
