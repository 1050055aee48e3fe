import { isMulliganError } from "@mulligan/core";
import { interpret } from "@mulligan/readers";
import { describe, expect, it } from "vitest";
import { plantableTypes, plantFailure, plantHardNegative } from "../src/testing/index.js";
import { allPacks } from "./injection/all-packs.js";
import { measure } from "./injection/measure.js";
import { smallRuns } from "./injection/small-runs.js";

const python = smallRuns[0]!.run;

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

describe("planted in small runs", () => {
  const { rows, misses, alarms } = measure(smallRuns, [1, 2, 3, 4, 5, 6]);

  it("every failure is found, and no hard negative raises an alarm", () => expect([...misses, ...alarms]).toEqual([]));

  it.each(rows)("$type finds a place, on both sides", ({ planted, hardNegatives }) => {
    expect(planted).toBeGreaterThan(0);
    expect(hardNegatives).toBeGreaterThan(0);
  });
});

it("the types are all that the packs know, but for those that stand for no failure", () => {
  const others = new Set(["CORRECT", "UNCLASSIFIED"]);
  const known = allPacks.strategies.map(({ type }) => type).filter((type) => !others.has(type));
  expect([...plantableTypes].sort()).toEqual(known.sort());
});

describe("planting", () => {
  it("plants the same for the same seed, and not always the same for others", () => {
    const twice = [1, 1].map((seed) => plantFailure(python, "SECURITY_VIOLATION", { seed }));
    expect(twice[0]).toEqual(twice[1]);
    const forms = [1, 2, 3, 4, 5, 6].map((seed) => {
      const planted = plantFailure(python, "SECURITY_VIOLATION", { seed });
      return planted.planted ? planted.what : "";
    });
    expect(new Set(forms).size).toBeGreaterThan(1);
  });

  it("leaves the run as it was", () => {
    const run = frozen(structuredClone(python));
    for (const type of plantableTypes) {
      plantFailure(run, type);
      plantHardNegative(run, type);
    }
    expect(run).toEqual(python);
  });

  it("gives a run that the readers read as the episode, with the planted steps in it", () => {
    const planted = plantFailure(python, "UNVERIFIED_FINAL_EDIT", { seed: 3 });
    expect(planted).toMatchObject({ planted: true, type: "UNVERIFIED_FINAL_EDIT" });
    if (!planted.planted) return;
    expect(interpret(planted.run).steps).toEqual(planted.episode.steps);
    expect(planted.steps.length).toBeGreaterThan(0);
    const [step = 0] = planted.steps;
    expect(planted.episode.steps[step - 1]?.origin).toEqual({ id: "planted" });
    expect(planted.episode.outcome.status).toBe("unknown");
    expect(planted.episode.steps.at(-1)?.actions).toEqual([{ kind: "finish" }]);
  });

  it("moves what happened between steps along", () => {
    const run = {
      ...python,
      events: [
        { kind: "message", afterStep: 0, text: "start" },
        { kind: "message", afterStep: 6, text: "edited" },
      ] as const,
    };
    const planted = plantFailure(run, "PREMATURE_EDIT", { seed: 1 });
    if (!planted.planted) throw new Error(planted.reason);
    const edit = planted.steps.at(-1);
    expect(planted.run.events).toMatchObject([
      { text: "start", afterStep: 0 },
      { text: "edited", afterStep: edit },
    ]);
  });

  it("says why a run has no place for it", () => {
    const reading = { ...python, calls: python.calls.slice(0, 3), endedBy: "cut" as const };
    expect(plantFailure(reading, "NEVER_TESTED")).toEqual({
      planted: false,
      type: "NEVER_TESTED",
      reason: "the run did not end by itself",
    });
    expect(plantHardNegative(reading, "HALLUCINATED_CODE")).toEqual({
      planted: false,
      type: "HALLUCINATED_CODE",
      reason: "no product code was edited",
    });
  });

  it("names the types when it is asked for another", () => {
    let thrown: unknown;
    try {
      plantFailure(python, "NONSENSE");
    } catch (error) {
      thrown = error;
    }
    expect(isMulliganError(thrown) && [thrown.code, thrown.message]).toEqual([
      "unknown-planting",
      `Nothing is known to plant for "NONSENSE". Name one of ${plantableTypes.join(", ")}.`,
    ]);
  });
});
