import { describe, expect, it } from "vitest";
import { createRegistry, diagnose, diagnoseNamed } from "../src/index.js";
import type { FailureStrategy, JsonObject, RegistryInput } from "../src/index.js";
import { episodeOf } from "./episode.js";
import { finds, pack, strategy } from "./packs.js";

const success = strategy({ role: "success", severity: "none" });
const fallback = strategy({ role: "fallback", severity: "none" });

function registryOf(strategies: Record<string, FailureStrategy<JsonObject, never>>, rest: Partial<RegistryInput> = {}) {
  return createRegistry({ packs: [pack({ GOOD: success, UNKNOWN: fallback, ...strategies })], ...rest });
}

const three = episodeOf([[], [], []]);
const passed = episodeOf([[], [], []], { outcome: { status: "passed" } });

describe("diagnose", () => {
  it("ranks by severity, cause before effect, priority, later last step, confidence, id", () => {
    const registry = registryOf({
      MINOR: finds([3], { severity: "minor" }),
      EFFECT: finds([3], { severity: "critical", role: "effect" }),
      EARLY: finds([1], { severity: "critical" }),
      LATE: finds([2], { severity: "critical" }),
      PREFERRED: finds([1], { severity: "critical", priority: 1 }),
      SURE: finds([2], { severity: "critical" }, 0.95),
      AFTER: finds([2], { severity: "critical" }),
    });
    expect(diagnose(three, registry).findings.map(({ type }) => type)).toEqual([
      "PREFERRED",
      "SURE",
      "AFTER",
      "LATE",
      "EARLY",
      "EFFECT",
      "MINOR",
    ]);
  });

  it("names a major cause primary before a critical effect", () => {
    const registry = registryOf({ EFFECT: finds([3], { severity: "critical", role: "effect" }), LOOP: finds([1]) });
    const diagnosis = diagnose(three, registry);
    expect(diagnosis.findings[0]?.type).toBe("EFFECT");
    expect(diagnosis).toMatchObject({ primaryFailure: "LOOP", primaryId: "test/LOOP" });
  });

  it("never makes a minor finding primary", () => {
    const registry = registryOf({ SMALL: finds([1], { severity: "minor" }) });
    expect(diagnose(three, registry)).toMatchObject({ primaryFailure: "UNKNOWN", primary: null });
    expect(diagnose(passed, registry)).toMatchObject({ primaryFailure: "GOOD", primary: null });
    expect(diagnose(episodeOf([[]], { outcome: { status: "unknown" } }), registry).primaryFailure).toBe("GOOD");
  });

  it("leaves out, while the session goes on, what only the end of a run shows", () => {
    const atEnd = finds([3], { onlyAtEnd: true });
    const concluding = strategy(
      { onlyAtEnd: true },
      { conclude: () => [{ confidence: 0.9, steps: [3], evidence: "Seen.", data: {} }] },
    );
    const registry = registryOf({ LOOP: finds([2]), UNTESTED: atEnd, CONCLUDED: concluding });
    const types = (ended: boolean) =>
      diagnose(episodeOf([[], [], []], { ended }), registry).findings.map(({ type }) => type);
    expect(types(true)).toEqual(["CONCLUDED", "UNTESTED", "LOOP"]);
    expect(types(false)).toEqual(["LOOP"]);
  });

  it("makes findings of a passed run minor and keeps their base severity", () => {
    const registry = registryOf({
      ONE: finds([1]),
      CHEAT: finds([2], { severity: "critical", keepsSeverityOnPass: true }),
    });
    const { findings, primaryFailure } = diagnose(passed, registry);
    expect(findings.map(({ type, severity, baseSeverity }) => [type, severity, baseSeverity])).toEqual([
      ["CHEAT", "critical", "critical"],
      ["ONE", "minor", "major"],
    ]);
    expect(primaryFailure).toBe("CHEAT");
  });

  it("puts a failed run without serious findings down to the environment where a finding says so", () => {
    const registry = registryOf({ BLOCKED: finds([2], { severity: "none", role: "environment" }) });
    expect(diagnose(three, registry)).toMatchObject({ primaryFailure: "BLOCKED" });
    expect(diagnose(passed, registry)).toMatchObject({ primaryFailure: "GOOD" });
  });

  it("lets a severity of the configuration have the last word", () => {
    const loud = strategy(
      {},
      { detect: () => [{ confidence: 1, steps: [1], evidence: "Seen.", severity: "critical", data: {} }] },
    );
    expect(diagnose(three, registryOf({ LOUD: loud })).findings[0]?.severity).toBe("critical");
    expect(
      diagnose(three, registryOf({ LOUD: loud }, { overrides: { LOUD: { severity: "minor" } } })).findings[0]?.severity,
    ).toBe("minor");
  });

  it("runs the second pass over the ranked findings of the first", () => {
    const conclusion = strategy(
      {},
      {
        conclude: (_episode, { findings }) =>
          findings.some(({ type }) => type === "ONE")
            ? []
            : [{ confidence: 1, steps: [3], evidence: "Nothing else.", data: {} }],
      },
    );
    expect(diagnose(three, registryOf({ LAST: conclusion })).primaryFailure).toBe("LAST");
    expect(diagnose(three, registryOf({ LAST: conclusion, ONE: finds([1]) })).findings.map(({ type }) => type)).toEqual(
      ["ONE"],
    );
  });

  it("leaves out superseded findings that share a step, and only those", () => {
    const strong = finds([1, 2], { supersedes: ["WEAK"] });
    expect(diagnose(three, registryOf({ STRONG: strong, WEAK: finds([2]) })).findings.map(({ type }) => type)).toEqual([
      "STRONG",
    ]);
    expect(diagnose(three, registryOf({ STRONG: strong, WEAK: finds([3]) })).findings.map(({ type }) => type)).toEqual([
      "WEAK",
      "STRONG",
    ]);
  });

  it("turns a throwing detector into a diagnostic and goes on", () => {
    const broken = strategy(
      {},
      {
        detect: () => {
          throw new Error("no such file");
        },
      },
    );
    const { findings, diagnostics } = diagnose(three, registryOf({ BROKEN: broken, ONE: finds([1]) }));
    expect(findings.map(({ type }) => type)).toEqual(["ONE"]);
    expect(diagnostics).toEqual([
      {
        code: "detector-failed",
        id: "test/BROKEN",
        message: "The detector of test/BROKEN (pack-test) threw: no such file",
      },
    ]);
  });

  it.each([
    [{ steps: [4] }, "step 4 is not in the run, which has steps 1 to 3"],
    [{ steps: [2, 1] }, "steps have to ascend without repetition, found 2 before 1"],
    [{ steps: [] }, "it cites no step"],
    [{ confidence: 7 }, "confidence has to be 0 to 1, found 7"],
    [{ evidence: " " }, "evidence is empty"],
    [{ data: [] }, "data has to be an object"],
  ])("leaves out the impossible claim %o", (wrong, problem) => {
    const claim = { confidence: 1, steps: [1], evidence: "Seen.", data: {}, ...wrong };
    const { findings, diagnostics } = diagnose(
      three,
      registryOf({ ODD: strategy({}, { detect: () => [claim as never] }) }),
    );
    expect(findings).toEqual([]);
    expect(diagnostics[0]?.message).toBe(`A finding of test/ODD (pack-test) was left out: ${problem}`);
  });

  it("gives every step its origin in the source", () => {
    expect(diagnose(three, registryOf({ ONE: finds([1, 3]) })).findings[0]?.origins).toEqual([
      { index: 0 },
      { index: 2 },
    ]);
  });

  it("ranks findings from outside with the rest", () => {
    const annotated = episodeOf([[], []], {
      annotations: [
        { type: "JUDGED", steps: [2], evidence: "A reviewer saw it.", confidence: 0.8 },
        { type: "KNOWN", steps: [9, 1, 1], evidence: "A judge saw it." },
      ],
    });
    const registry = registryOf({ KNOWN: strategy({ severity: "critical" }) });
    expect(
      diagnose(annotated, registry).findings.map(({ id, pack: from, severity, steps }) => ({
        id,
        from,
        severity,
        steps,
      })),
    ).toEqual([
      { id: "test/KNOWN", from: "pack-test", severity: "critical", steps: [1] },
      { id: "caller/JUDGED", from: "caller", severity: "major", steps: [2] },
    ]);
  });

  it("works without any pack", () => {
    const registry = createRegistry({ packs: [] });
    expect(diagnose(three, registry)).toMatchObject({ primaryFailure: "UNCLASSIFIED", primaryId: "core/UNCLASSIFIED" });
    expect(diagnose(passed, registry)).toMatchObject({ primaryFailure: "CORRECT", primaryId: "core/CORRECT" });
  });
});

describe("diagnoseNamed", () => {
  it("takes the caller's type and evidence without any detection", () => {
    const diagnosis = diagnoseNamed(three, registryOf({ ONE: strategy() }), {
      failureType: "ONE",
      evidence: ["It was seen.", "Twice."],
      steps: [2],
    });
    expect(diagnosis.primary).toMatchObject({
      id: "test/ONE",
      evidence: "It was seen.",
      steps: [2],
      data: { moreEvidence: ["Twice."] },
    });
  });

  it("adds what the type's own detector finds", () => {
    const one = strategy(
      {},
      { detect: () => [{ confidence: 1, steps: [3], evidence: "Found.", data: { file: "a.py" } }] },
    );
    const { primary, findings } = diagnoseNamed(three, registryOf({ ONE: one }), { failureType: "ONE" });
    expect(primary).toMatchObject({ evidence: "Found.", steps: [3], data: { file: "a.py" } });
    expect(findings).toHaveLength(1);
  });

  it("gives an unknown type the fallback's texts under its own name", () => {
    const diagnosis = diagnoseNamed(three, registryOf({}), { failureType: "SOMETHING_NEW" });
    expect(diagnosis).toMatchObject({ primaryFailure: "SOMETHING_NEW", primaryId: "test/UNKNOWN" });
    expect(diagnosis.primary?.evidence).toBe("The caller names SOMETHING_NEW as the cause.");
  });

  it("takes success for success", () => {
    expect(diagnoseNamed(three, registryOf({}), { failureType: "GOOD" })).toMatchObject({
      primaryFailure: "GOOD",
      primary: null,
    });
  });
});
