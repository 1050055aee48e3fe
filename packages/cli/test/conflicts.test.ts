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

/** Advice that does not go with other advice, by the words in which the texts give it. */
const oppositions: readonly (readonly [what: string, one: RegExp, other: RegExp])[] = [
  [
    "where to begin",
    /the work belongs in/,
    /Open \{\{codes? (?:data\.(?:path|files|looked)|run\.editedFiles)|Start at \{\{codes data\.looked|so begin there|Build on what is known of|compare with what \{\{#if data\.path|See first whether \{\{#if data\.path/,
  ],
  [
    "whether to look again",
    /can be relied on until something changes|nothing has to be read twice/,
    /open the lines as they are now/,
  ],
  [
    "whether to look again before an edit",
    /can be relied on until something changes/,
    /Before an edit, open the lines/,
  ],
  [
    "how much to look before the first edit",
    /at most eight looks/,
    /have two things on the screen|Before an edit, open the lines/,
  ],
  ["how soon to edit", /within a third of the steps/, /have two things on the screen/],
  [
    "whether to edit at once",
    /As soon as the place is known, make|make the edit that the evidence so far suggests/,
    /and only then edit again/,
  ],
  [
    "what to satisfy",
    /Implement that rule for every input/,
    /[Mm]ake the smallest change that (?:bridges|gives what it asserts)/,
  ],
  ["whether tests may change", /Existing tests.* stay as they are/, /correct the test accordingly/],
  [
    "whether to put the edit back",
    /put the last edit back/,
    /Work on that failure until|After the last edit, however small/,
  ],
  [
    "what to do after an error",
    /change what the error names before calling again/,
    /copy the old text from there before trying again/,
  ],
  ["how far to go", /Edit only those, line by line/, /look for other callers and code paths/],
];

describe("texts that contradict one another", () => {
  it.each(oppositions)("are declared: %s", (_, one, other) => {
    const saying = (pattern: RegExp) =>
      registry.strategies
        .filter(({ templates }) => Object.values(templates).some((asset) => pattern.test(asset?.source ?? "")))
        .map(({ type }) => type);
    const [left, right] = [saying(one), saying(other)];
    expect([left.length, right.length]).not.toContain(0);
    const pairs = left.flatMap((first) => right.filter((second) => second !== first).map((second) => [first, second]));
    const missing = pairs.filter(
      ([first, second]) =>
        !conflicts.some(([from, to]) => (from === first && to === second) || (from === second && to === first)),
    );
    expect(missing).toEqual([]);
  });

  it("are types that exist", () => {
    const known = new Set(registry.strategies.map(({ type }) => type));
    expect(conflicts.flat().filter((type) => !known.has(type))).toEqual([]);
  });

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
