import { join } from "node:path";
import { createRegistry, diagnose, diagnoseNamed, facts as factsOf } from "@mulligan/core";
import type { Episode, ImprovementPlan } from "@mulligan/core";
import { composePlan, describeStep } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import { plantableTypes, plantFailure } from "../../pack-kit/src/testing/index.js";
import { smallRuns } from "../../pack-kit/test/injection/small-runs.js";
import { builtInPacks } from "../src/index.js";
import { root } from "./run.js";

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
  ].join("\n\n")}\n`;
}

const packOf = new Map(registry.strategies.map(({ type, namespace }) => [type, namespace]));

describe.each([...plantableTypes])("the plans for %s", (type) => {
  const plans = new Map<string, Planned>();
  for (const seed of seeds) {
    for (const { name } of smallRuns) {
      const planned = plannedFor(type, name, seed);
      const page = planned === null ? "" : pageOf(type, planned);
      if (planned !== null && plans.size < 3 && !plans.has(page)) plans.set(page, planned);
    }
  }

  it("read as they were reviewed", async () => {
    expect(plans.size).toBeGreaterThan(0);
    const folder = join(
      root,
      `packages/templates-${packOf.get(type)}/test/golden`,
      type.toLowerCase().replaceAll("_", "-"),
    );
    let number = 0;
    for (const page of plans.keys()) {
      number += 1;
      await expect(page).toMatchFileSnapshot(join(folder, `${number}.md`));
    }
  });
});
