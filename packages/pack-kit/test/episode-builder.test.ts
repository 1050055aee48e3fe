import { facts } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { action, detect, episode } from "../src/testing/index.js";

const nothing = { kind: "template" } as unknown as FailureStrategy["templates"]["plan"];
const templates = { whatWentWrong: nothing, improvedStrategy: nothing, plan: nothing };

describe("the episode builder", () => {
  it("counts one step a method, and none for words", () => {
    const built = episode("fix the bug")
      .look("a.py")
      .message("I see.")
      .user("Go on.")
      .edit("a.py")
      .compaction()
      .finish();
    expect(built.task).toBe("fix the bug");
    expect(built.steps.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(built.events.map(({ kind, afterStep }) => `${kind} ${afterStep}`)).toEqual([
      "message 1",
      "user 1",
      "compaction 2",
    ]);
  });

  it("gives the facts that the words say", () => {
    const built = episode()
      .test("pytest", { failed: 1 })
      .edit("src/a.py", { lines: [3, 5] })
      .create("/tmp/try.py")
      .check("python /tmp/try.py")
      .test("pytest", { ran: false })
      .step({ command: "sed -i s/a/b/ tests/a.py && pytest" }, action.edit("tests/a.py"), action.test("pytest"))
      .finish();
    const known = facts(built);
    expect(known.productEdits.map(({ step, path }) => `${step} ${path}`)).toEqual(["2 src/a.py"]);
    expect(known.testFileEdits.map(({ step }) => step)).toEqual([6]);
    expect(known.scratchCreated).toEqual([{ step: 3, path: "/tmp/try.py" }]);
    expect(known.testRuns.map(({ step, action: { ok, ran } }) => [step, ok, ran])).toEqual([
      [1, false, true],
      [5, false, false],
      [6, true, true],
    ]);
    expect(known.verifications.map(({ step }) => step)).toEqual([4, 6]);
    expect(known.finish).toBe(7);
  });

  it("has failed unless it is said otherwise, and ends as it is told", () => {
    expect(episode().finish().outcome).toMatchObject({ status: "failed", endedBy: "finished" });
    expect(episode().passed().end("All done.")).toMatchObject({
      finalMessage: "All done.",
      outcome: { status: "passed", score: 1, endedBy: "message" },
    });
    expect(episode().unknown().end().outcome.status).toBe("unknown");
  });
});

describe("detect", () => {
  const strategy: FailureStrategy<{ readonly limit: number }, { readonly limit: number }> = {
    meta: { title: "Long run", summary: "It took long.", severity: "minor", onlyAtEnd: true },
    options: {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: (value) => ({ value: { limit: 3, ...(value as { readonly limit?: number }) } }),
      },
    },
    detect: (_episode, { facts: { stepCount }, options: { limit } }) =>
      stepCount > limit ? [{ confidence: 1, steps: [stepCount], evidence: "long", data: { limit } }] : [],
    templates,
  };
  const run = episode().look("a.py").look("b.py").look("c.py").edit("a.py");

  it("takes the defaults of the options, or those given", () => {
    expect(detect(strategy, run.end()).map(({ data }) => data.limit)).toEqual([3]);
    expect(detect(strategy, run.end(), { limit: 9 })).toEqual([]);
  });

  it("leaves out, while the session goes on, what only its end shows", () => {
    expect(detect(strategy, run.with({ ended: false }).end())).toEqual([]);
  });
});
