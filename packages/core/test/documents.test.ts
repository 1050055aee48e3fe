import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compareAttempts, createRegistry, diagnose, retryResultToWire } from "../src/index.js";
import { documentNames, jsonSchema, parseImprovementPlan, parseRetryResult } from "../src/schemas/index.js";
import { episodeOf } from "./episode.js";
import { finds, pack } from "./packs.js";

describe("schemas", () => {
  it.each(documentNames)("the published file of %s is fresh (node scripts/json-schemas.mjs)", (name) => {
    const file = new URL(`../schemas/${name}.schema.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(jsonSchema(name));
  });

  it("reports all problems with their paths, outermost first", () => {
    expect(() => parseImprovementPlan({ schema_version: 2, findings: [{ id: "x" }] })).toThrow(
      /^This is no valid improvement-plan document:\n {2}schema_version: .*\n(?: {2}\w+: .*\n)+ {2}findings\.0\.id: /,
    );
  });
});

describe("compareAttempts", () => {
  const registry = createRegistry({ packs: [pack({ ONE: finds([1]), TWO: finds([2], { severity: "minor" }) })] });
  const attempt = (steps: number, score: number | null, withFindings: boolean) => {
    const episode = episodeOf(
      Array.from({ length: steps }, () => []),
      { id: `run-${steps}`, outcome: { score } },
    );
    return { episode, diagnosis: diagnose(episode, withFindings ? registry : createRegistry({ packs: [] })) };
  };

  it("gives scores with three decimals, steps, and what was fixed", () => {
    const wire = retryResultToWire(compareAttempts(attempt(3, 1 / 3, true), attempt(2, 1, false), "plan"));
    expect(parseRetryResult(wire)).toEqual({
      schema_version: 1,
      original_episode_id: "run-3",
      retry_episode_id: "run-2",
      original_score: 0.333,
      retry_score: 1,
      improvement: 0.667,
      failure_fixed: true,
      steps_comparison: { original: 3, retry: 2 },
      arm: "plan",
      new_findings: [],
      fixed_findings: ["test/ONE", "test/TWO"],
    });
  });

  it("claims no improvement where a score is missing, and no fix where the failure is still found", () => {
    expect(compareAttempts(attempt(3, null, true), attempt(2, 1, true))).toMatchObject({
      improvement: null,
      failureFixed: false,
    });
  });
});
