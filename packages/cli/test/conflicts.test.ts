import { createRegistry, diagnose, facts as factsOf } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import { plantableTypes, plantFailure } from "../../pack-kit/src/testing/index.js";
import { smallRuns } from "../../pack-kit/test/injection/small-runs.js";
import { builtInPacks } from "../src/index.js";

const registry = createRegistry({ packs: builtInPacks });
const conflicts = registry.strategies.flatMap(({ type, strategy }) =>
  (strategy.meta.conflictsWith ?? []).map((other) => [type, other] as const),
);
const types = new Map(registry.strategies.map(({ id, type }) => [id, type]));

/** The types whose texts stand in a plan for a run in which both failures were planted; and those that were found. */
function plannedTypes(first: string, second: string): { readonly told: Set<string>; readonly found: Set<string> }[] {
  return smallRuns.flatMap(({ run }) => {
    const one = plantFailure(run, first);
    const both = one.planted ? plantFailure(one.run, second) : one;
    if (!both.planted) return [];
    const { episode } = both;
    const facts = factsOf(episode);
    const diagnosis = diagnose(episode, registry, { facts });
    const plan = composePlan({ episode, facts, diagnosis, registry });
    const told = plan.parts.filter(({ addon }) => addon !== undefined).map(({ id }) => types.get(id) ?? id);
    return [{ told: new Set(told), found: new Set(diagnosis.findings.map(({ type }) => type)) }];
  });
}

describe("texts that contradict one another", () => {
  const all = plantableTypes.flatMap((first) => plantableTypes.map((second) => [first, second] as const));
  const plans = all.flatMap(([first, second]) => plannedTypes(first, second));

  it("never stand in one plan, whichever two failures a run shows", () => {
    const contradictions = plans.flatMap(({ told }) =>
      conflicts.filter(([one, other]) => told.has(one) && told.has(other)).map((pair) => pair.join(" with ")),
    );
    expect([...new Set(contradictions)]).toEqual([]);
  });

  it("fire together in some of the runs, so that the rule is put to the test", () => {
    expect(conflicts.length).toBeGreaterThan(0);
    expect(plans.length).toBeGreaterThan(types.size);
    const met = plans.some(({ found }) => conflicts.some(([one, other]) => found.has(one) && found.has(other)));
    expect(met).toBe(true);
  });
});
