import { describe, expect, it } from "vitest";
import type { ImprovementPlan } from "@mulligan/core";
import { composePlan, countWords, estimateTokens } from "../src/index.ts";
import type { PlanBudget } from "../src/index.ts";
import { diagnosisOf, episode, episodeFacts, findingOf, registryOf, strategy, thrown } from "./templates.ts";

const registry = registryOf({
  BROKEN: strategy(
    { severity: "critical" },
    {
      whatWentWrong: "Step {{firstStep}} left the parser broken.",
      improvedStrategy: "Define the name before it is used.",
      plan: "Open the parser.\nRun the tests.",
      system: "After the last edit, run the tests.",
    },
  ),
  OTHER: strategy({}, { whatWentWrong: "Also this.", improvedStrategy: "Do that too.", system: "Second lesson." }),
});
const diagnosis = diagnosisOf([findingOf("BROKEN", { severity: "critical", steps: [2] }), findingOf("OTHER")]);

function plan(budget?: PlanBudget): ImprovementPlan {
  return composePlan({
    episode,
    facts: episodeFacts,
    diagnosis,
    registry,
    ...(budget !== undefined && { budget }),
  });
}

const all = plan();
const texts = ({ systemPromptAddon, userContextAddon }: ImprovementPlan) => [systemPromptAddon, userContextAddon];
const slots = ({ parts }: ImprovementPlan) => parts.map(({ id, slot }) => `${id.slice(5)} ${slot}`);

describe("a budget of words", () => {
  it("keeps each addon within its own limit", () => {
    const composed = plan({ systemWords: 9, userWords: 25 });
    expect(slots(composed)).toEqual([
      "BROKEN system",
      "BROKEN whatWentWrong",
      "BROKEN improvedStrategy",
      "BROKEN plan",
    ]);
    expect(countWords(composed.systemPromptAddon)).toBe(9);
    expect(countWords(composed.userContextAddon)).toBeLessThanOrEqual(25);
  });

  it("may leave nothing", () => {
    expect(texts(plan({ systemWords: 0, userWords: 3 }))).toEqual(["", ""]);
  });
});

describe("a budget of tokens", () => {
  const total = (composed: ImprovementPlan, count: (text: string) => number) =>
    texts(composed).reduce((sum, text) => sum + (text === "" ? 0 : count(text)), 0);

  it.each([
    ["the estimate", estimateTokens],
    ["characters", (text: string) => text.length],
    ["an uneven tokenizer", (text: string) => text.split(/\b/).length + (text.includes("<") ? 3 : 0)],
  ])("holds for both addons together, counted by %s, and drops from the bottom", (_name, countTokens) => {
    const whole = total(all, countTokens);
    let before = slots(all).length;
    for (let tokens = whole; tokens >= 0; tokens -= Math.max(1, Math.floor(whole / 40))) {
      const composed = plan({ tokens, countTokens });
      expect(total(composed, countTokens)).toBeLessThanOrEqual(tokens);
      expect(composed.parts.length).toBeLessThanOrEqual(before);
      before = composed.parts.length;
      expect(composed.parts.length + composed.omitted.length).toBe(all.parts.length + all.omitted.length);
      expect(composed.omitted.every(({ reason }) => reason === "budget")).toBe(true);
    }
    expect(before).toBe(0);
  });

  it("keeps what went wrong longest, then the first lesson", () => {
    const kept = [180, 60, 45].map((tokens) => slots(plan({ tokens, countTokens: (text) => text.split(/\s/).length })));
    expect(kept[0]).toEqual(slots(all));
    expect(kept[1]?.slice(0, 4)).toEqual([
      "BROKEN system",
      "BROKEN whatWentWrong",
      "BROKEN tree",
      "BROKEN improvedStrategy",
    ]);
    expect(slots(plan({ tokens: 20, countTokens: (text) => text.split(/\s/).length }))).toEqual([
      "BROKEN system",
      "BROKEN whatWentWrong",
    ]);
  });

  it("cuts no text", () => {
    for (let tokens = 0; tokens < 200; tokens += 7) {
      for (const [index, text] of texts(plan({ tokens })).entries()) {
        for (const block of text.split("\n\n").slice(1, -1)) expect(texts(all)[index]).toContain(block);
      }
    }
  });

  it.each(["systemWords", "userWords", "tokens"])("refuses %s that is no limit", (name) => {
    for (const value of [Number.NaN, -1, "9"])
      expect(thrown(() => plan({ [name]: value }))).toBe(
        `invalid-budget: budget.${name} is ${value}; it has to be a number of 0 or more. Leave it out for the default.`,
      );
  });
});

describe("estimateTokens", () => {
  // The true counts are those of o200k_base, as gpt-tokenizer 4.0.0 gives them.
  it.each([
    ["The previous attempt changed `src/parser/options.py` and ended without running any of it.", 18],
    [
      "E   AssertionError: assert [1, 2] == [2, 1]\ntests/test_order.py:14: AssertionError\n1 failed, 3 passed in 0.12s",
      41,
    ],
    ["def total(items):\n    return sum(item.price * item.count for item in items)\n", 17],
    ["Führe die Tests nach der letzten Änderung aus und höre erst auf, wenn sie bestehen.", 20],
    ["最後の変更のあとでテストを実行してください。", 13],
    ["Запустите тесты после последнего изменения.", 10],
    ["", 0],
  ])("is near the true count for %j", (text, count) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(Math.floor(count * 0.65));
    expect(estimateTokens(text)).toBeLessThanOrEqual(Math.ceil(count * 2.3));
  });
});

describe("provenance", () => {
  it("says on which lines of which addon each part stands", () => {
    for (const { slot, addon, lines, pack, packVersion } of all.parts) {
      const text = addon === "system" ? all.systemPromptAddon : all.userContextAddon;
      const shown = text.split("\n").slice(lines!.from - 1, lines!.to);
      expect(shown.join("\n")).not.toBe("");
      expect(packVersion).toBe(pack === "@test/pack" ? "1.0.0" : undefined);
      if (slot === "plan") expect(shown).toEqual(["Plan:", "1. Open the parser.", "2. Run the tests."]);
      if (slot === "whatWentWrong" && shown[0]?.startsWith("Step")) expect(lines).toEqual({ from: 2, to: 2 });
    }
    const covered = all.parts.filter(({ addon }) => addon === "user").flatMap(({ lines }) => [lines!.from, lines!.to]);
    expect(covered).toEqual(covered.toSorted((left, right) => left - right));
    expect(covered.at(-1)).toBe(all.userContextAddon.split("\n").length - 1);
  });
});
