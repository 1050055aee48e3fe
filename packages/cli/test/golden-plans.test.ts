import { join } from "node:path";
import { createRegistry, diagnose, diagnoseNamed, facts as factsOf } from "@mulligan/core";
import type { Episode, ImprovementPlan } from "@mulligan/core";
import { applyOutcome, interpret } from "@mulligan/readers";
import { composePlan, describeStep } from "@mulligan/renderer";
import { templatesDefault } from "@mulligan/templates-default";
import { describe, expect, it } from "vitest";
import { plantableTypes, plantFailure } from "../../pack-kit/src/testing/index.js";
import { smallRuns } from "../../pack-kit/test/injection/small-runs.js";
import { builtInPacks } from "../src/index.js";
import { quotedTwice } from "./quoted-errors.js";
import { root } from "./run.js";
import { saidTwice } from "./said-twice.js";

const registry = createRegistry({ packs: builtInPacks });
const seeds = [1, 2, 3];

interface Planned {
  readonly what: string;
  readonly episode: Episode;
  readonly plan: ImprovementPlan;
}

/** The plan where the type is what the run failed by, whatever else it shows. */
function plannedFor(type: string, name: string, seed: number): Planned | null {
  const run = smallRuns.find((one) => one.name === name)?.run;
  if (run === undefined) return null;
  const planted = plantFailure(run, type, { seed });
  if (!planted.planted) return null;
  const { episode, what } = planted;
  const facts = factsOf(episode);
  const found = diagnose(episode, registry, { facts }).findings.some((finding) => finding.type === type);
  if (!found) return null;
  const diagnosis = diagnoseNamed(episode, registry, { failureType: type, facts });
  return { what, episode, plan: composePlan({ episode, facts, diagnosis, registry }) };
}

function pageOf(type: string, { what, episode, plan }: Planned): string {
  const none = "Nothing: the base prompt stays as it is.";
  return `${[
    `# ${type}`,
    what,
    "## The run",
    episode.steps.map((step) => `${step.number}. ${describeStep(step)}`).join("\n"),
    "## Behind the system prompt",
    plan.systemPromptAddon.trim() || none,
    "## Before the user prompt",
    plan.userContextAddon.trim() || none,
    ...(plan.operatorAdvice === undefined
      ? []
      : ["## To the operator", plan.operatorAdvice.map((line) => `- ${line}`).join("\n")]),
  ].join("\n\n")}\n`;
}

/** The two types that are planted nowhere: a failure that no rule explains, and a run without any. */
function withOutcome(status: "passed" | "failed"): Planned[] {
  const few = createRegistry({ packs: [templatesDefault] });
  return smallRuns.flatMap(({ run }) => {
    const episode = applyOutcome(interpret(run), { caller: { status, score: null } });
    const facts = factsOf(episode);
    const diagnosis = diagnose(episode, few, { facts });
    const type = status === "passed" ? "CORRECT" : "UNCLASSIFIED";
    if (diagnosis.primaryFailure !== type) return [];
    const what = status === "passed" ? "a run that passed" : "a run that failed, and no rule says why";
    return [{ what, episode, plan: composePlan({ episode, facts, diagnosis, registry: few }) }];
  });
}

const packOf = new Map(registry.strategies.map(({ type, namespace }) => [type, namespace]));

function plansOf(type: string): Planned[] {
  return seeds.flatMap((seed) => smallRuns.flatMap(({ name }) => plannedFor(type, name, seed) ?? []));
}

const others = { UNCLASSIFIED: () => withOutcome("failed"), CORRECT: () => withOutcome("passed") };
const sources = [
  ...plantableTypes.map((type) => [type, () => plansOf(type)] as const),
  ...Object.entries(others),
] as const;

describe.each(sources)("the plans for %s", (type, plan) => {
  it("quote an error once", () => {
    const twice = plan().flatMap(({ episode, plan: composed }) => quotedTwice(episode, factsOf(episode), composed));
    expect(twice).toEqual([]);
  });

  it("say nothing twice", () => {
    expect(plan().flatMap(({ plan: composed }) => saidTwice(composed))).toEqual([]);
  });

  it("read as they were reviewed", async () => {
    const pages = [...new Set(plan().map((one) => pageOf(type, one)))].slice(0, 3);
    expect(pages.length).toBeGreaterThan(0);
    const folder = join(
      root,
      `packages/templates-${packOf.get(type)}/test/golden`,
      type.toLowerCase().replaceAll("_", "-"),
    );
    for (const [index, page] of pages.entries()) {
      await expect(page).toMatchFileSnapshot(join(folder, `${index + 1}.md`));
    }
  });
});
