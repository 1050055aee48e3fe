import { describe, expect, it } from "vitest";
import {
  errorsOnlyArm,
  memoryStore,
  plainArm,
  planArm,
  retry,
  whenCostReaches,
  whenEnvironmentBlocked,
  whenSameFailure,
  whenScoreStopsRising,
  whenSecondsReach,
  whenSolved,
} from "../src/index.js";
import type { AttemptRequest, Evaluate, PastAttempt, RunAttempt } from "../src/index.js";
import { neverTested, registry, tested } from "./scripted.js";

/** Forgets to test, unless it is told. */
const forgetful: RunAttempt = ({ userPrompt }) => ({
  recording: /node --test|run .*test/i.test(userPrompt) ? tested : neverTested,
});
const solvedWhenTested: Evaluate = ({ run }) => run?.steps.some(({ command }) => command === "node --test") === true;
const task = "Round the total once.";
const never: Evaluate = () => false;

describe("retry", () => {
  it("goes on from the plan of the attempt before until the task is solved", async () => {
    const requests: AttemptRequest[] = [];
    const outcome = await retry({
      task,
      systemPrompt: "You are careful.",
      registry,
      evaluate: solvedWhenTested,
      runAttempt: (request) => {
        requests.push(request);
        return forgetful(request);
      },
    });
    expect(outcome.solved).toBe(true);
    const [arm] = outcome.arms;
    expect(arm?.stopped).toBe("solved");
    expect(
      arm?.attempts.map(({ arm: name, attempt, result, failureType }) => [name, attempt, result, failureType]),
    ).toEqual([
      ["first", 1, "failed", "NEVER_TESTED"],
      ["plan", 2, "solved", "CORRECT"],
    ]);
    expect(requests[0]?.userPrompt).toBe(task);
    expect(requests[0]?.systemPrompt).toBe("You are careful.");
    const plan = arm?.plans[1];
    expect(requests[1]?.userPrompt).toBe(`${plan?.userContextAddon}\n\n${task}`);
    expect(requests[1]?.systemPrompt).toBe(`You are careful.\n\n${plan?.systemPromptAddon}`);
    expect(arm?.attempts[1]?.comparison).toMatchObject({
      original_score: 0,
      retry_score: 1,
      improvement: 1,
      failure_fixed: true,
      arm: "plan",
    });
    expect(arm?.attempts[1]?.told.parts.some(({ id }) => id.endsWith("/NEVER_TESTED"))).toBe(true);
  });

  it("lets all arms go on from one first attempt", async () => {
    const made: string[] = [];
    const outcome = await retry({
      task,
      registry,
      evaluate: solvedWhenTested,
      runAttempt: (request) => {
        made.push(`${request.arm} ${request.attempt}`);
        return forgetful(request);
      },
      arms: [plainArm(), planArm({ registry })],
      maxAttempts: 2,
    });
    expect(made).toEqual(["first 1", "plain 2", "plan 2"]);
    expect(outcome.arms.map(({ arm, solved }) => [arm, solved])).toEqual([
      ["plain", false],
      ["plan", true],
    ]);
  });

  it("takes a first attempt that was made before", async () => {
    const outcome = await retry({
      task,
      registry,
      recording: neverTested,
      verdict: { status: "failed", score: 0.25 },
      evaluate: solvedWhenTested,
      runAttempt: forgetful,
    });
    expect(outcome.arms[0]?.attempts.map(({ score }) => score)).toEqual([0.25, 1]);
    expect(outcome.arms[0]?.attempts[0]?.usage).toEqual({});
  });

  it("tells the errors-only arm the failing output and nothing else", async () => {
    const told: string[] = [];
    await retry({
      task,
      registry,
      arms: [errorsOnlyArm()],
      maxAttempts: 2,
      evaluate: () => ({
        status: "failed",
        score: 0,
        failingTests: ["total rounds once"],
        evaluatorOutput: "expected 10, got 11",
      }),
      runAttempt: ({ userPrompt, systemPrompt }) => {
        told.push(userPrompt, systemPrompt);
        return { recording: neverTested };
      },
    });
    expect(told[2]).toBe(
      `<previous_attempt>\nThe previous attempt at this task failed.\nFailing tests: \`total rounds once\`.\nOutput:\n\`\`\`\nexpected 10, got 11\n\`\`\`\n</previous_attempt>\n\n${task}`,
    );
    expect(told[3]).toBe("");
  });

  it("reads the task of a retry without what it was told of the attempt before", async () => {
    const tasks: (string | undefined)[] = [];
    const words = (text: string | undefined) => text?.replaceAll(/<\/?pr_description>/g, "").trim();
    await retry({
      task,
      registry,
      maxAttempts: 3,
      evaluate: ({ run }) => (tasks.push(words(run?.task)), false),
      runAttempt: ({ userPrompt, addons }) => {
        const told = JSON.stringify(`${addons.systemPromptAddon}\n\n${userPrompt}`).slice(1, -1);
        return { recording: neverTested.replace("Round the total once.", () => told) };
      },
    });
    expect(tasks).toEqual([task, task, task]);
  });

  it("takes its own task where the recording does not hold it", async () => {
    const events = [
      { type: "thread.started", thread_id: "t" },
      { type: "item.completed", item: { id: "i", type: "command_execution", command: "ls", exit_code: 0 } },
      { type: "turn.completed", usage: {} },
    ];
    let seen: string | undefined;
    await retry({
      task,
      registry,
      maxAttempts: 1,
      evaluate: ({ run }) => ((seen = run?.task), false),
      runAttempt: () => ({ recording: events.map((event) => JSON.stringify(event)).join("\n") }),
    });
    expect(seen).toBe(task);
  });

  it("does not tell what the evaluator said where it is hidden, and records it all the same", async () => {
    const told: string[] = [];
    const outcome = await retry({
      task,
      registry,
      hideEvaluation: true,
      arms: [errorsOnlyArm(), planArm({ registry })],
      maxAttempts: 2,
      evaluate: () => ({ status: "failed", score: 0, failingTests: ["secret test"], evaluatorOutput: "secret output" }),
      runAttempt: ({ userPrompt, systemPrompt }) => {
        told.push(userPrompt, systemPrompt);
        return { recording: neverTested };
      },
    });
    expect(told.join("\n")).not.toContain("secret");
    expect(outcome.arms[0]?.attempts[0]?.verdict?.failingTests).toEqual(["secret test"]);
  });

  it("refuses arms that cannot be told apart, and limits that are none", async () => {
    const base = { task, registry, runAttempt: forgetful };
    await expect(retry({ ...base, arms: [plainArm(), plainArm()] })).rejects.toThrow('Two arms have the name "plain".');
    await expect(retry({ ...base, arms: [plainArm("first")] })).rejects.toThrow('An arm cannot have the name "first"');
    await expect(retry({ ...base, arms: [] })).rejects.toThrow("There is no arm.");
    await expect(retry({ ...base, maxAttempts: 0 })).rejects.toThrow("maxAttempts is 0;");
  });
});

describe("what goes wrong", () => {
  const failing = { task, registry, evaluate: never, maxAttempts: 3, arms: [plainArm()] };

  it("begins again what the infrastructure made fail, and never counts it as the agent's", async () => {
    let begun = 0;
    const outcome = await retry({
      ...failing,
      infrastructureRetries: 2,
      runAttempt: () => {
        begun += 1;
        throw new Error("no space left on device");
      },
    });
    expect(begun).toBe(3);
    const [attempt, ...more] = outcome.arms[0]!.attempts;
    expect(more).toEqual([]);
    expect(attempt).toMatchObject({
      result: "infrastructure",
      tries: 3,
      score: null,
      failureType: null,
      reason: "The attempt could not be made: no space left on device",
    });
    expect(outcome.arms[0]?.stopped).toBe("the infrastructure failed");
  });

  it("takes the result of the first try that could be made", async () => {
    let begun = 0;
    const outcome = await retry({
      ...failing,
      maxAttempts: 1,
      runAttempt: () => {
        begun += 1;
        return begun === 1 ? { infrastructure: "the container did not start" } : { recording: neverTested };
      },
    });
    expect(outcome.arms[0]?.attempts[0]).toMatchObject({ result: "failed", tries: 2 });
  });

  it("blames no agent for an evaluator that fails, or answers nonsense", async () => {
    for (const evaluate of [
      () => {
        throw new Error("the evaluator crashed");
      },
      () => Number.NaN,
      () => undefined as never,
      () => ({ score: null, infrastructure: "no Docker" }),
    ] as Evaluate[]) {
      const outcome = await retry({ ...failing, evaluate, runAttempt: () => ({ recording: neverTested }) });
      expect(outcome.arms[0]?.attempts.map(({ result }) => result)).toEqual(["infrastructure"]);
    }
  });

  it.each([
    ["writes nothing", null, []],
    ["writes garbage", "\u0000\u0001 garbage", ["The recorded run could not be read: "]],
    ["writes half a document", neverTested.slice(0, 600), ["The recorded run could not be read: "]],
  ])("judges an agent that %s, and tells it the failing output", async (_name, recording, problems) => {
    const told: string[] = [];
    const outcome = await retry({
      ...failing,
      arms: [planArm({ registry })],
      maxAttempts: 2,
      evaluate: () => ({ status: "failed", score: 0, evaluatorOutput: "1 test failed" }),
      runAttempt: ({ userPrompt }) => {
        told.push(userPrompt);
        return { recording };
      },
    });
    const [first] = outcome.arms[0]!.attempts;
    expect(first).toMatchObject({ result: "failed", failureType: null, steps: null });
    expect(first?.problems.map((problem) => problem.slice(0, 36))).toEqual(problems);
    expect(told[1]).toContain("1 test failed");
  });

  it("leaves an attempt unjudged of which nobody says how it went", async () => {
    const outcome = await retry({
      task,
      registry,
      arms: [plainArm()],
      maxAttempts: 1,
      runAttempt: () => ({ recording: neverTested }),
    });
    expect(outcome.arms[0]?.attempts[0]).toMatchObject({ result: "unjudged", score: null });
  });

  it("stops at a signal and records nothing of the attempt that was cut off", async () => {
    const controller = new AbortController();
    const store = memoryStore();
    const running = retry({
      ...failing,
      store,
      signal: controller.signal,
      runAttempt: ({ attempt }) => {
        if (attempt === 2) controller.abort();
        return { recording: neverTested };
      },
    });
    await expect(running).rejects.toMatchObject({ code: "interrupted" });
    expect((await store.results("retry")).map(({ attempt }) => attempt)).toEqual([1]);
    const resumed = await retry({ ...failing, store, runAttempt: () => ({ recording: tested }) });
    expect(resumed.arms[0]?.attempts.map(({ steps }) => steps)).toEqual([3, 4, 4]);
  });
});

describe("stop conditions", () => {
  const scored =
    (scores: readonly number[]): Evaluate =>
    ({ attempt }) =>
      scores[attempt - 1] ?? 0;
  const run = (
    stopWhen: Parameters<typeof retry>[0]["stopWhen"],
    evaluate: Evaluate = never,
    recording = neverTested,
  ) =>
    retry({
      task,
      registry,
      evaluate,
      stopWhen,
      maxAttempts: 5,
      arms: [plainArm()],
      runAttempt: () => ({ recording, usage: { cost: 0.4, seconds: 30 } }),
    }).then(({ arms }) => [arms[0]?.attempts.length, arms[0]?.stopped]);

  it.each([
    ["at the last attempt", run([]), [5, "5 attempts were made"]],
    ["when solved", run([whenSolved()], scored([0, 1])), [2, "solved"]],
    ["at the same failure twice", run([whenSameFailure()]), [2, "NEVER_TESTED 2 times in a row"]],
    [
      "when the score stops rising",
      run([whenScoreStopsRising()], scored([0.1, 0.5, 0.5])),
      [3, "the score no longer rises above 0.5"],
    ],
    ["at a cost", run([whenCostReaches(1)]), [3, "the cost limit of 1 dollars is reached"]],
    ["at a time", run([whenSecondsReach(60)]), [2, "the time limit of 60 seconds is reached"]],
    ["at the caller's own", run([(past) => (past.length === 4 ? "enough" : null)]), [4, "enough"]],
  ])("stops %s", async (_name, running, expected) => {
    expect(await running).toEqual(expected);
  });

  it("stops where the environment is to blame", () => {
    const record = { result: "failed", failureType: "ENVIRONMENT_BLOCKED", primaryId: "tooling/ENVIRONMENT_BLOCKED" };
    const blocked = whenEnvironmentBlocked(registry);
    expect(blocked([{ record } as unknown as PastAttempt])).toBe(
      "the environment has to be mended first (ENVIRONMENT_BLOCKED)",
    );
    expect(blocked([{ record: { ...record, result: "solved" } } as unknown as PastAttempt])).toBeNull();
    expect(
      blocked([{ record: { ...record, primaryId: "default/NEVER_TESTED" } } as unknown as PastAttempt]),
    ).toBeNull();
  });

  it("refuses conditions that can never hold", () => {
    expect(() => whenSameFailure(1)).toThrow(
      "The stop condition whenSameFailure got 1; it needs a whole number from 2.",
    );
    expect(() => whenCostReaches(0)).toThrow("it needs an amount above 0");
  });
});
