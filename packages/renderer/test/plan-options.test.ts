import { describe, expect, it } from "vitest";
import type { FailureStrategy } from "@mulligan/core";
import { createRegistry } from "@mulligan/core";
import { buildRetrySystemPrompt, buildRetryUserContext, composePlan, maskSecrets } from "../src/index.ts";
import type { PlanInput } from "../src/index.ts";
import { diagnosisOf, episode, episodeFacts, findingOf, registryOf, strategy, thrown } from "./templates.ts";

function planOf(strategies: Readonly<Record<string, FailureStrategy>>, more: Partial<PlanInput> = {}) {
  const diagnosis = diagnosisOf([findingOf("BROKEN", { data: { path: "src/kunde-4711.py" } })]);
  return composePlan({ episode, facts: episodeFacts, diagnosis, registry: registryOf(strategies), ...more });
}

const english = strategy(
  {},
  {
    whatWentWrong: "{{code data.path}} is broken.",
    improvedStrategy: "Mend it.",
    plan: "Run the tests.",
    system: "Look.",
  },
);
const german = strategy(
  {},
  { whatWentWrong: "{{code data.path}} ist kaputt.", plan: "Führe die Tests aus." },
).templates;
const swiss = strategy({}, { whatWentWrong: "{{code data.path}} isch kaputt." }).templates;
const bilingual: FailureStrategy = {
  ...english,
  translations: {
    de: { whatWentWrong: german.whatWentWrong, plan: german.plan },
    "de-ch": { whatWentWrong: swiss.whatWentWrong },
  },
};

describe("a language", () => {
  it("takes the pack's texts, slot by slot, and English for the rest", () => {
    const plan = planOf({ BROKEN: bilingual }, { language: "de" });
    expect(plan.whatWentWrong).toBe("`src/kunde-4711.py` ist kaputt.");
    expect(plan.stepByStepPlan).toEqual(["Führe die Tests aus."]);
    expect(plan.improvedStrategy).toBe("Mend it.");
    expect(plan.parts.find(({ slot }) => slot === "plan")?.templateHash).toBe(german.plan.hash);
  });

  it.each([
    ["DE-CH", "`src/kunde-4711.py` isch kaputt.", "Führe die Tests aus."],
    ["de-at", "`src/kunde-4711.py` ist kaputt.", "Führe die Tests aus."],
    ["fr", "`src/kunde-4711.py` is broken.", "Run the tests."],
    ["constructor", "`src/kunde-4711.py` is broken.", "Run the tests."],
    ["", "`src/kunde-4711.py` is broken.", "Run the tests."],
  ])("%s falls back to its main language, then to English", (language, wrong, step) => {
    const plan = planOf({ BROKEN: bilingual }, { language });
    expect([plan.whatWentWrong, ...plan.stepByStepPlan]).toEqual([wrong, step]);
  });

  it("does not come before what a configuration put in its place", () => {
    const own = strategy({}, { plan: "Our own step." }).templates.plan;
    const registry = createRegistry({
      packs: [
        {
          meta: { api: 1, name: "@test/pack", version: "1.0.0", namespace: "test" },
          strategies: { BROKEN: bilingual },
        },
      ],
      overrides: { BROKEN: { templates: { plan: own } } },
    });
    const plan = planOf({}, { registry, language: "de" });
    expect(plan.stepByStepPlan).toEqual(["Our own step."]);
    expect(plan.whatWentWrong).toBe("`src/kunde-4711.py` ist kaputt.");
  });
});

describe("a mask", () => {
  const mask = (text: string) => maskSecrets(text).replaceAll(/kunde-\d+/g, "[masked customer]");

  it("takes the place of the default in every text of the run", () => {
    const steps = episode.steps.map((step) => ({
      ...step,
      observation: step.observation.replaceAll("parse", "kunde-4711"),
      actions: step.actions.map((action) => ({ ...action, path: "kunde-4711.py", command: "pytest kunde-4711" })),
    })) as never;
    const plan = planOf({ BROKEN: english }, { episode: { ...episode, steps }, mask });
    expect(JSON.stringify(plan)).not.toContain("4711");
    expect(plan.whatWentWrong).toBe("`src/[masked customer].py` is broken.");
    expect(plan.userContextAddon).toContain("edited `[masked customer].py`");
  });

  it("ends with the call, also where it fails", () => {
    const failing = () => {
      throw new Error("no");
    };
    expect(thrown(() => planOf({ BROKEN: english }, { mask: failing }))).toContain("no");
    expect(planOf({ BROKEN: english }).whatWentWrong).toBe("`src/kunde-4711.py` is broken.");
  });
});

describe("the secrets that a pack names", () => {
  const secrets = [{ name: "customer number", pattern: /kunde-\d+/ }];
  const token = `ghp_${"Ab1".repeat(12)}`;
  const meta = { api: 1, name: "@test/pack", version: "1.0.0", namespace: "test" } as const;
  const registry = createRegistry({ packs: [{ meta, strategies: { BROKEN: english }, secrets }] });
  const task = `Mend the import of kunde-4711 and kunde-4712 with ${token}.`;
  const steps = episode.steps.map((step) => ({ ...step, observation: `${step.observation}\nkunde-4711 ${token}` }));
  const run = { ...episode, task, steps };

  it("are masked in every text, the task included, besides those that are masked anyway", () => {
    const plan = planOf({}, { registry, episode: run });
    expect(JSON.stringify(plan)).not.toMatch(/471\d|ghp_/);
    expect(plan.task).toBe(
      "Mend the import of [masked customer number] and [masked customer number] with [masked GitHub token].",
    );
    expect(plan.whatWentWrong).toBe("`src/[masked customer number].py` is broken.");
    expect(plan.userContextAddon).toContain("[masked customer number] [masked GitHub token]");
  });

  it("are masked after a mask of the caller's own", () => {
    const plan = planOf({}, { registry, episode: run, mask: (text) => text.replaceAll("4711", "4713") });
    expect(plan.whatWentWrong).toBe("`src/[masked customer number].py` is broken.");
  });

  it("may also come from a configuration", () => {
    const own = createRegistry({ packs: [{ meta, strategies: { BROKEN: english } }], secrets });
    expect(planOf({}, { registry: own }).whatWentWrong).toBe("`src/[masked customer number].py` is broken.");
  });
});

describe("where nothing is to be said to the agent", () => {
  const operators = strategy(
    { severity: "none", role: "environment", advisesOperator: true },
    { improvedStrategy: "For the operator: install {{code data.path}}.", plan: "Start the image.\nInstall it." },
  );
  const success = strategy({ severity: "none", role: "success", advisesOperator: true }, {});
  const base = "You are a careful engineer.\r\n  {{name}} $& \u00e9\u0301\n\n";

  it("the base prompts stay as they are, byte for byte", () => {
    const passed = { ...diagnosisOf([], null), primaryId: "test/CORRECT" };
    for (const plan of [planOf({ BROKEN: operators }), planOf({ CORRECT: success }, { diagnosis: passed })]) {
      expect(buildRetrySystemPrompt(base, plan)).toBe(base);
      expect(buildRetryUserContext(plan)).toBe("");
      expect(plan.parts).toEqual([]);
    }
  });

  it("the operator is told what to mend", () => {
    expect(planOf({ BROKEN: operators }).operatorAdvice).toEqual([
      "For the operator: install `src/kunde-4711.py`.",
      "Start the image.",
      "Install it.",
    ]);
    const passed = { ...diagnosisOf([], null), primaryId: "test/CORRECT" };
    expect(planOf({ CORRECT: success }, { diagnosis: passed })).not.toHaveProperty("operatorAdvice");
    expect(planOf({ BROKEN: english })).not.toHaveProperty("operatorAdvice");
  });
});
