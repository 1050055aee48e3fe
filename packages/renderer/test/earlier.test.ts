import { describe, expect, it } from "vitest";
import type { Diagnosis, FailureStrategy, ImprovementPlan } from "@mulligan/core";
import { composePlan } from "../src/index.ts";
import type { EarlierAttempt } from "../src/index.ts";
import { diagnosisOf, episode, episodeFacts, findingOf, registryOf, strategy } from "./templates.ts";

const untested = strategy(
  { title: "Change never run" },
  {
    whatWentWrong: "Nothing was run after step {{firstStep}}.",
    improvedStrategy: "Run {{code data.command}} after each change.",
    plan: "Change it.\nRun {{code data.command}} before step {{firstStep}}.",
    system: "Run the tests after the last edit.",
  },
);
const again = {
  ...untested,
  templates: {
    ...untested.templates,
    again: strategy({}, { again: "Write the run into the plan first." }).templates.again!,
  },
};
const blind = strategy(
  { title: "Edit without a look" },
  {
    whatWentWrong: "Step {{firstStep}} edited unseen code.",
    improvedStrategy: "Open the file first.",
    plan: "Open it.",
    system: "Look before editing.",
  },
);
const unsolved = strategy({ title: "Not solved", role: "effect" }, { improvedStrategy: "Compare the values." });

const findingOfUntested = findingOf("UNTESTED", { steps: [2], data: { command: "pytest -q" } });
const findingOfBlind = findingOf("BLIND", { steps: [1] });

function planOf(
  diagnosis: Diagnosis,
  earlier: readonly EarlierAttempt[],
  strategies: Readonly<Record<string, FailureStrategy>> = { UNTESTED: untested, BLIND: blind, UNSOLVED: unsolved },
): ImprovementPlan {
  return composePlan({ episode, facts: episodeFacts, diagnosis, registry: registryOf(strategies), earlier });
}

/** The attempts in their order, each with the plan that the next one got. */
function attempts(...diagnoses: readonly Diagnosis[]): EarlierAttempt[] {
  const done: EarlierAttempt[] = [];
  for (const diagnosis of diagnoses) done.push({ diagnosis, plan: planOf(diagnosis, done) });
  return done;
}

const slots = ({ omitted }: ImprovementPlan) =>
  omitted.map(({ id, slot, reason }) => `${id.slice(5)} ${slot} ${reason}`);
const untestedRun = diagnosisOf([findingOfUntested]);
const laterUntestedRun = diagnosisOf([{ ...findingOfUntested, steps: [3] }]);

describe("a plan after earlier attempts", () => {
  it("is the same where the earlier ones were told nothing", () => {
    expect(planOf(untestedRun, [{ diagnosis: untestedRun }])).toEqual(planOf(untestedRun, []));
    const passed = { ...diagnosisOf([], null), primaryId: "test/CORRECT" };
    expect(planOf(untestedRun, attempts(passed))).toEqual(planOf(untestedRun, []));
  });

  it("does not say the same again, but that it was not followed", () => {
    const plan = planOf(laterUntestedRun, attempts(untestedRun));
    expect(plan.userContextAddon).toContain(
      "Nothing was run after step 3.\n\nAn earlier attempt was advised on exactly this",
    );
    expect(plan.userContextAddon).toContain("the advice was not followed");
    expect(plan.userContextAddon).not.toMatch(/after each change|Plan:/);
    expect(plan.systemPromptAddon).toBe("");
    expect(slots(plan)).toEqual([
      "UNTESTED system repeated",
      "UNTESTED improvedStrategy repeated",
      "UNTESTED plan repeated",
    ]);
    expect(plan.parts.find(({ slot }) => slot === "earlier")).toMatchObject({
      pack: "@mulligan/renderer",
      addon: "user",
    });
    expect(plan.improvedStrategy).toContain("the advice was not followed");
    expect(plan.stepByStepPlan).toEqual([]);
  });

  it("takes the strategy's own alternative", () => {
    const strategies = { UNTESTED: again };
    const first = { diagnosis: untestedRun, plan: planOf(untestedRun, [], strategies) };
    const plan = planOf(laterUntestedRun, [first], strategies);
    expect(first.plan.userContextAddon).not.toContain("Write the run");
    expect(plan.improvedStrategy).toBe("Write the run into the plan first.");
    expect(plan.userContextAddon).toContain("\n\nWrite the run into the plan first.\n</previous_attempt>");
    expect(plan.parts.map(({ slot }) => slot)).toContain("again");
  });

  it("turns to the next finding", () => {
    const plan = planOf(diagnosisOf([findingOfUntested, findingOfBlind]), attempts(untestedRun));
    expect(plan.improvedStrategy).toBe("Open the file first.");
    expect(plan.stepByStepPlan).toEqual(["Open it."]);
    expect(plan.systemPromptAddon).toContain("Look before editing.");
    expect(plan.parts.filter(({ slot }) => slot === "plan").map(({ id }) => id)).toEqual(["test/BLIND"]);
  });

  it("gives the advice again where it speaks of something else", () => {
    const other = diagnosisOf([{ ...findingOfUntested, data: { command: "npm test" } }]);
    const plan = planOf(other, attempts(untestedRun));
    expect(plan.improvedStrategy).toBe("Run `npm test` after each change.");
    expect(plan.userContextAddon).toContain("An earlier attempt was advised on exactly this");
    expect(slots(plan)).toEqual(["UNTESTED system repeated"]);
  });

  it("says what advice was followed", () => {
    const plan = planOf(diagnosisOf([findingOfBlind]), attempts(untestedRun));
    expect(plan.userContextAddon).toContain(
      'The advice of the earlier plan on "change never run" was followed; keep to it.',
    );
    expect(plan.improvedStrategy).toBe("Open the file first.");
  });

  it("blames nobody where the advice was about the solution", () => {
    const run = diagnosisOf([findingOf("UNSOLVED")]);
    const plan = planOf(run, attempts(run));
    expect(plan.userContextAddon).toContain("the advice did not lead to a solution");
    expect(plan.userContextAddon).not.toContain("followed");
  });
});

describe("a plan after two retries with advice", () => {
  const evaluated = { ...episode, outcome: { ...episode.outcome, failingTests: ["test_parse"] } };
  const earlier = attempts(untestedRun, laterUntestedRun);
  const plan = composePlan({
    episode: evaluated,
    facts: episodeFacts,
    diagnosis: diagnosisOf([findingOfBlind]),
    registry: registryOf({ UNTESTED: untested, BLIND: blind }),
    earlier,
  });

  it("advises a fresh start without the history", () => {
    expect(plan.systemPromptAddon).toBe("");
    expect(plan.userContextAddon).toMatch(
      /^<previous_attempt>\nThis task has been tried 3 times, 2 of them with advice, and is not solved\. Start over/,
    );
    expect(plan.userContextAddon).toContain(
      "Failing in the evaluation: `test_parse`.\n\nPlan:\n1. Begin with a clean checkout",
    );
    expect(plan.userContextAddon).not.toMatch(/parse\.py|pytest|Step \d|NameError/);
    expect(plan.omitted.filter(({ reason }) => reason === "fresh-start").map(({ slot }) => slot)).toEqual([
      "system",
      "user",
      "improvedStrategy",
      "review",
      "output",
      "errors",
    ]);
    expect(plan.whatWentWrong).toBe("Step 1 edited unseen code.");
  });

  it("says nothing where the run passed at last", () => {
    const passed = { ...diagnosisOf([], null), primaryId: "test/CORRECT" };
    expect(planOf(passed, earlier)).toMatchObject({ systemPromptAddon: "", userContextAddon: "" });
  });

  it("is the same every time, and changes nothing of what it is given", () => {
    const before = JSON.stringify(earlier);
    expect(JSON.stringify(planOf(untestedRun, earlier))).toBe(JSON.stringify(planOf(untestedRun, earlier)));
    expect(JSON.stringify(earlier)).toBe(before);
  });
});
