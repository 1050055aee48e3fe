import { describe, expect, it } from "vitest";
import type { Detection, Episode, FailureStrategy, JsonObject, TemplateAsset } from "@mulligan/core";
import { compileTemplate } from "@mulligan/renderer/compile";
import { deepFreeze } from "../src/conformance/deep-freeze.ts";
import { goldenText } from "../src/conformance/golden-text.ts";
import { contractProblems, falseAlarms } from "../src/conformance/pack-conformance.ts";
import { nameOf, registryOf } from "../src/conformance/registry-of.ts";
import { checkCases, checkIgnored, findingOf, goldenFile } from "../src/conformance/strategy-cases.ts";
import { withoutClock } from "../src/conformance/without-clock.ts";
import { episode } from "../src/testing/index.ts";

const text = (source: string): TemplateAsset => compileTemplate({ file: "late/text.hbs", source });
const templates = {
  whatWentWrong: text("It was late."),
  improvedStrategy: text("Be early."),
  plan: text("1. Get up.\n\n- Go.\n"),
  system: text("Go early. \nBe there."),
};

/** Gives these findings for every run. */
function strategyWith(found: readonly Detection[], more: object = {}): FailureStrategy {
  const meta = { title: "Late", summary: "It was late.", severity: "minor" } as const;
  return { meta, templates, detect: () => found, ...more };
}
const finding = (data: JsonObject, step = 1): Detection =>
  ({ confidence: 0.9, steps: [step], evidence: `Seen at ${step}.`, data }) as unknown as Detection;

const other = strategyWith([finding({}, 2)]);
const late = strategyWith([finding({ from: 1 }), finding({ from: 2 }, 2)]);
const registry = registryOf({ strategies: { LATE: late, OTHER: other } });
const run = episode("Mend it.\n\nSoon.").look("a.ts").edit("a.ts").finish();
const messageOf = (action: () => unknown): string => {
  try {
    action();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("a finding that is held against its case", () => {
  it.each([
    [{ steps: [1] }, { from: 1 }],
    [{ steps: [2] }, { from: 2 }],
    [{ severity: "minor" } as const, { from: 2 }],
    [{ evidence: "Seen at 2." }, { from: 2 }],
    [{ evidence: /2\.$/ }, { from: 2 }],
    [{ data: { from: 2 } }, { from: 2 }],
    [{ steps: [2], severity: "minor", evidence: /Seen/, data: { from: 2 } } as const, { from: 2 }],
  ])("is the first that has all of %j", (expected, data) => {
    expect(findingOf(registry, "LATE", "a run", { episode: run, ...expected }).data).toEqual(data);
  });

  it("is told apart from all others of its type", () => {
    expect(messageOf(() => findingOf(registry, "LATE", "a run", { episode: run, data: { to: 1 } }))).toBe(
      'LATE was found in the run "a run", but not as expected:\n  data.to is absent, expected 1\n  data.to is absent, expected 1',
    );
    expect(findingOf(registry, "OTHER", "a run", run).steps).toEqual([2]);
  });

  it("is no finding of another type", () => {
    const silent = registryOf({ strategies: { LATE: strategyWith([]), OTHER: other } });
    expect(messageOf(() => findingOf(silent, "LATE", "a run", run))).toBe('LATE was not found in the run "a run".');
    expect(messageOf(() => checkIgnored(silent, "LATE", "a run", run))).toBe("");
  });

  it("is left out only for what its own detector did wrong", () => {
    const throwing = strategyWith([], {
      detect: () => {
        throw new Error("broken");
      },
    });
    const broken = registryOf({ strategies: { LATE: strategyWith([]), OTHER: throwing } });
    expect(messageOf(() => findingOf(broken, "LATE", "a run", run))).toBe('LATE was not found in the run "a run".');
    expect(messageOf(() => checkIgnored(broken, "LATE", "a run", run))).toBe("");
    expect(messageOf(() => checkIgnored(broken, "OTHER", "a run", run))).toContain("broken");
  });
});

describe("cases", () => {
  it.each([
    ["a text", "x"],
    ["nothing", null],
    ["a run that was not ended", episode().look("a.ts")],
  ])("have to be episodes, and %s is none", (_name, given) => {
    const ignores = { "a look": given as unknown as Episode };
    expect(messageOf(() => checkCases(["LATE"], "LATE", { detects: { "an edit": run }, ignores }))).toBe(
      'The tests of LATE are not accepted:\n  ignores "a look" is no episode; end it with finish() or end()',
    );
  });

  it("name a type that the pack has, where it has any", () => {
    const cases = { detects: { "an edit": run }, ignores: { "a look": episode().look("a.ts").finish() } };
    expect(messageOf(() => checkCases([], "LATE", cases))).toContain("the pack has no LATE; it has no strategies");
  });

  it.each([
    ["A new column, twice", "a-new-column-twice.md"],
    ["(empty)", "empty.md"],
    ["…", "case.md"],
  ])("called %j are kept in %s", (name, file) => expect(goldenFile(name)).toBe(file));
});

describe("a golden file", () => {
  it("tells the run, the finding and every text that the strategy has", () => {
    const first = findingOf(registry, "LATE", "a run", { episode: run, steps: [1] });
    expect(goldenText("a run", run, first, registry)).toBe(`# LATE: a run

## The run

> Mend it.
>
> Soon.

1. looked at \`a.ts\`
2. edited \`a.ts\`
3. submitted

Outcome: failed.

## The finding

Severity minor, confidence 0.9, step 1.

> Seen at 1.

## What went wrong

It was late.

## Improved strategy

Be early.

## Plan

1. Get up.
2. Go.

## System addon

Go early. 
Be there.
`);
  });

  it("says where no task and no steps are recorded, and names several steps", () => {
    const empty = { ...episode("").unknown().end(""), task: "" };
    const seen = { ...findingOf(registry, "LATE", "a run", run), steps: [1, 2] } as const;
    const page = goldenText("nothing", empty, seen, registry);
    expect(page).toContain("## The run\n\nNo task is recorded.\n\nNo steps.\n\nOutcome: unknown.");
    expect(page).toContain("confidence 0.9, steps 1, 2.");
  });
});

describe("the surroundings of a detector", () => {
  it("are frozen to the last member, and values that cannot be are left", () => {
    const value = deepFreeze({ list: [{ deep: 1 }], nothing: null, text: "x" });
    expect([value, value.list, value.list[0]].map((part) => Object.isFrozen(part))).toEqual([true, true, true]);
    expect([deepFreeze(null), deepFreeze("x"), deepFreeze(undefined)]).toEqual([null, "x", undefined]);
  });

  it("have no clock and no chance, but dates that are given", () => {
    expect(withoutClock(() => new Date("2020-01-02").getUTCFullYear())).toBe(2020);
    expect(withoutClock(() => Date.UTC(2020, 0))).toBe(1_577_836_800_000);
    for (const action of [(): unknown => new Date(), (): unknown => Date.now(), (): unknown => Math.random()]) {
      expect(() => withoutClock(action)).toThrow("whose answer changes from run to run");
    }
    expect(Date.now()).toBeGreaterThan(0);
    expect(Math.random()).toBeLessThan(1);
  });
});

describe("strategies without a package", () => {
  it("are a pack of the project, with options for the type that is asked about", () => {
    expect(registry.strategies.map(({ id }) => id)).toEqual(["local/LATE", "local/OTHER"]);
    expect(nameOf({ strategies: {} })).toBe("the strategies of this project");
    expect(contractProblems({ strategies: { LATE: late } })).toEqual([]);
    expect(contractProblems({ strategies: null as unknown as Record<string, never> })).not.toEqual([]);
    expect(contractProblems({ strategies: "x" as unknown as Record<string, never> })).not.toEqual([]);
    expect(messageOf(() => registryOf({ strategies: { LATE: late } }, "LATE", { from: 3 }))).toContain("options");
    expect(messageOf(() => registryOf({ strategies: { LATE: late } }, "LATE"))).toBe("");
    expect(messageOf(() => registryOf({ strategies: { LATE: late } }, undefined, { from: 3 }))).toBe("");
  });

  it("are told what they find in a clean run", () => {
    expect(falseAlarms({ strategies: { OTHER: strategyWith([finding({}, 2)]) } })).toEqual([
      "OTHER fires on a clean passed run (steps 2): Seen at 2.",
    ]);
  });
});
