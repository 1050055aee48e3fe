import { describe, expect, it } from "vitest";
import { textProblems } from "../src/check/text-rules.ts";
import type { Slot } from "../src/check/text-rules.ts";

const told = (slot: Slot, source: string) => textProblems(slot, source).map(({ message }) => message);

describe("the rules of texts leave alone", () => {
  it.each<[name: string, slot: Slot, source: string]>([
    ["abbreviations", "system", "Send JSON over the REST API, and keep the HTTP status."],
    [
      "capitals of the run and of code",
      "plan",
      "Run {{code run.testCommand}} with `NOT NULL` set.\n{{data.WARNING}}\n",
    ],
    ["names with underscores", "system", "Set NODE_ENV_DO_NOT_TRACK before the run."],
    ["a quoted fence", "user", "It printed:\n```\n==== FAILURES ====\nNEVER DO THIS\n```\nMend the first one."],
    ["a ban with what to do instead", "plan", "Do not edit the test; change the code that it calls.\n"],
    ["a ban beside other sentences", "system", "Read the file first. Never edit it unseen."],
    [
      "one ban in each of two branches",
      "system",
      "{{#if data.a}}Never edit {{code data.a}}; read it.{{else}}Avoid edits; read.{{/if}}",
    ],
    ["never in the middle of a sentence", "whatWentWrong", "The file was never opened, and the test never ran."],
    ["code that expects", "whatWentWrong", "The call failed where it expected a list; the model knows no such column."],
    ["what the reader knows", "plan", "Write down what you know and what you want to find out.\n"],
    ["what a test wants", "improvedStrategy", "If you think the test is wrong, say so."],
    [
      "long branches of which one is shown",
      "plan",
      "{{#if data.a}}\nA.\nB.\nC.\n{{else}}\nD.\nE.\nF.\n{{/if}}\nG.\nH.\n",
    ],
    ["a comment for other authors", "plan", "{{!-- NEVER EVER: ===== --}}\nLook at the file.\n"],
  ])("%s", (_name, slot, source) => {
    expect(told(slot, source)).toEqual([]);
  });
});

describe("the rules of texts name", () => {
  it.each<[name: string, slot: Slot, source: string, message: string]>([
    [
      "two bans on one way",
      "system",
      "{{#if data.a}}Never guess; read.{{/if}} Do not hurry; test.",
      '"Do not" is the second ban of this text',
    ],
    [
      "a step that only forbids",
      "plan",
      "Avoid the cache.\n",
      '"Avoid" forbids something and nothing is said to do instead',
    ],
    ["a heading", "system", "## Rules\nRead first.", "a line is drawn as a banner or heading"],
    [
      "a loud word in a quiet sentence",
      "user",
      "Run the tests, and ALWAYS read them.",
      '"ALWAYS" stands in capitals for emphasis',
    ],
    [
      "a claim about the agent",
      "whatWentWrong",
      "The previous attempt wrongly assumed a list.",
      '"The previous attempt wrongly assumed" claims to know what the agent had in mind',
    ],
    [
      "a reproach",
      "whatWentWrong",
      "You were careless with the file.",
      '"You were careless" claims to know what the agent had in mind',
    ],
    [
      "the longest of two branches",
      "plan",
      "{{#if data.a}}\nA.\n{{else}}\nB.\nC.\nD.\nE.\n{{/if}}\nF.\nG.\n",
      "the plan can have 6 steps, the limit is 5",
    ],
  ])("%s", (_name, slot, source, message) => {
    expect(told(slot, source)).toEqual([message]);
  });
});
