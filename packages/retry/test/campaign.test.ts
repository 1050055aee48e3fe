import { describe, expect, it } from "vitest";
import {
  campaignStatistics,
  comparePairs,
  errorsOnlyArm,
  firstArm,
  limitRegistry,
  memoryStore,
  plainArm,
  planArm,
  runCampaign,
  strategyEffects,
} from "../src/index.js";
import type { AttemptRecord, CampaignOptions, EpisodeTask, Pair } from "../src/index.js";
import { looping, neverTested, registry, tested } from "./scripted.js";

const timers = { wait: () => new Promise<void>((resolve) => setTimeout(resolve, 1)), repeat: () => () => undefined };
const episodes = (count: number): EpisodeTask[] =>
  Array.from({ length: count }, (_, index) => ({ id: `e${index}`, task: "Round the total once." }));

const campaign = (over: Partial<CampaignOptions> = {}): CampaignOptions => ({
  store: memoryStore(),
  campaign: "c",
  registry,
  timers,
  episodes: episodes(4),
  arms: [plainArm(), planArm({ registry })],
  maxAttempts: 2,
  runAttempt: ({ userPrompt }) => ({
    recording: userPrompt.includes("node --test") ? tested : neverTested,
    usage: { cost: 1 },
  }),
  evaluate: ({ run }) => run?.steps.some(({ command }) => command === "node --test") === true,
  ...over,
});

describe("runCampaign", () => {
  it("gives the same results however many attempts are made at a time", async () => {
    const results = [];
    for (const concurrency of [1, 3, 8]) {
      const options = campaign({ concurrency });
      expect(await runCampaign(options)).toEqual({ ended: "complete", made: 12 });
      const records = await options.store.results("c");
      results.push(records.map(({ usage: _usage, ...record }) => record));
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it("makes nothing twice when it is run again, and goes on after an interruption", async () => {
    const store = memoryStore();
    const controller = new AbortController();
    let made = 0;
    const first = campaign({
      store,
      signal: controller.signal,
      onAttempt: () => (made += 1) === 5 && controller.abort(),
    });
    await expect(runCampaign(first)).rejects.toMatchObject({ code: "interrupted" });
    expect(await store.results("c")).toHaveLength(5);
    expect(await runCampaign(campaign({ store }))).toEqual({ ended: "complete", made: 7 });
    expect(await runCampaign(campaign({ store }))).toEqual({ ended: "complete", made: 0 });
  });

  it("begins nothing once the money is spent", async () => {
    const store = memoryStore();
    expect(await runCampaign(campaign({ store, maxCost: 3 }))).toEqual({ ended: "cost", made: 3 });
    expect(await runCampaign(campaign({ store, maxCost: 3 }))).toEqual({ ended: "cost", made: 0 });
  });

  it("ends where the infrastructure fails again and again", async () => {
    const broken = { infrastructureRetries: 0, runAttempt: () => ({ infrastructure: "no Docker" }) };
    const all = campaign({ ...broken, episodes: episodes(9), maxInfrastructure: 3 });
    expect(await runCampaign(all)).toEqual({ ended: "infrastructure", made: 3 });
    const sometimes = campaign({
      episodes: episodes(9),
      maxInfrastructure: 3,
      infrastructureRetries: 0,
      runAttempt: ({ episode }) =>
        /[258]/.test(episode.id) ? { recording: neverTested } : { infrastructure: "no Docker" },
    });
    expect(await runCampaign(sometimes)).toMatchObject({ ended: "complete" });
  });

  it("does not retry what is solved, unless it is asked to", async () => {
    const solvedFirst = campaign({ evaluate: ({ arm }) => arm !== "plan" });
    await runCampaign(solvedFirst);
    expect((await solvedFirst.store.results("c")).map(({ arm }) => arm)).toEqual([
      firstArm,
      firstArm,
      firstArm,
      firstArm,
    ]);
    const all = campaign({ evaluate: ({ arm }) => arm !== "plan", retrySolved: true });
    await runCampaign(all);
    const statistics = campaignStatistics(await all.store.results("c"));
    const broken = Object.fromEntries(statistics.arms.map((each) => [each.arm, [each.broken.hits, each.broken.total]]));
    expect(broken).toEqual({ plain: [0, 4], plan: [4, 4] });
  });

  it("refuses an episode twice, and a campaign with other settings", async () => {
    const twice = campaign({ episodes: [...episodes(1), ...episodes(1)] });
    await expect(runCampaign(twice)).rejects.toThrow('The campaign has the episode "e0" twice.');
    const store = memoryStore();
    await runCampaign(campaign({ store }));
    await expect(runCampaign(campaign({ store, hideEvaluation: true }))).rejects.toMatchObject({
      code: "campaign-changed",
    });
  });

  it("pairs episodes by their seed", async () => {
    const seen: string[] = [];
    const seeded = [1, 2].map((seed) => ({ id: "e", task: "t", seed }));
    const options = campaign({
      episodes: seeded,
      runAttempt: ({ arm, seed }) => (seen.push(`${arm} ${seed}`), { recording: neverTested }),
    });
    await runCampaign(options);
    expect(seen).toEqual(["first 1", "plain 1", "plan 1", "first 2", "plain 2", "plan 2"]);
    expect((await options.store.results("c")).map(({ episode }) => episode)).toEqual([
      "e",
      "e",
      "e",
      "e#2",
      "e#2",
      "e#2",
    ]);
  });

  it("limits an arm to the strategies it may use", async () => {
    const only = limitRegistry(registry, ({ type }) => type === "LOOPING_BEHAVIOR");
    const options = campaign({
      episodes: episodes(1),
      arms: [planArm({ registry }), planArm({ name: "other", registry: only })],
      runAttempt: () => ({ recording: neverTested }),
      evaluate: () => false,
    });
    await runCampaign(options);
    const told = new Map((await options.store.results("c")).map(({ arm, told: { primaryId } }) => [arm, primaryId]));
    expect(told.get("plan")).toBe("default/NEVER_TESTED");
    expect(told.get("other")).toBe("default/UNCLASSIFIED");
  });
});

const pairs = (both: number, recovered: number, broken: number, neither: number): Pair[] =>
  (
    [
      [both, true, true],
      [recovered, false, true],
      [broken, true, false],
      [neither, false, false],
    ] as const
  ).flatMap(([count, first, second]) =>
    Array.from({ length: count }, (_, index) => ({
      task: `${first}${second}${index}`,
      first: { solved: first, score: Number(first) },
      second: { solved: second, score: Number(second) },
    })),
  );

describe("what a comparison says", () => {
  it.each([
    [[0, 0, 0, 0], "There are no pairs of plan and plain: nothing can be said."],
    [[3, 0, 0, 2], "Not enough pairs to tell: plan and plain solved the same 3 of 5 pairs."],
    [
      [3, 5, 0, 2],
      "Not enough pairs to tell: plan solved 8 against 3 of 10 pairs, and they differ on 5 only, where 6 are the least that can show anything.",
    ],
    [
      [3, 6, 3, 2],
      "Not enough pairs to tell: plan solved 9 against 6 of 14 pairs, which may be chance (exact McNemar p = 0.508). A difference like this one would need about 108 pairs.",
    ],
  ] as const)("of %j", (counts, sentence) => {
    expect(comparePairs("plan", "plain", pairs(...(counts as [number, number, number, number])))).toMatchObject({
      verdict: "unclear",
      sentence,
    });
  });

  it("claims what the test allows, in both directions", () => {
    const better = comparePairs("plan", "plain", pairs(5, 20, 2, 5));
    expect(better.verdict).toBe("better");
    expect(better.sentence).toMatch(
      /^Plan solved more than plain: 25 against 7 of 32 pairs \(\+56 points, 95 % interval \+\d+ to \+\d+ points; exact McNemar p < 0\.001\)\.$/,
    );
    expect(comparePairs("plan", "plain", pairs(5, 2, 20, 5))).toMatchObject({ verdict: "worse" });
  });
});

const record = (over: Partial<AttemptRecord>): AttemptRecord => ({
  schemaVersion: 1,
  campaign: "c",
  episode: "e",
  arm: "plan",
  attempt: 2,
  task: "e",
  seed: 1,
  result: "failed",
  score: 0,
  failureType: "NEVER_TESTED",
  primaryId: "default/NEVER_TESTED",
  findings: ["default/NEVER_TESTED"],
  steps: 3,
  agent: "a",
  model: "m",
  usage: {},
  tries: 1,
  told: { systemPromptAddon: "", userContextAddon: "", parts: [] },
  verdict: null,
  problems: [],
  ...over,
});

describe("campaignStatistics", () => {
  const first = (episode: string, over: Partial<AttemptRecord> = {}) =>
    record({ episode, task: episode, arm: firstArm, attempt: 1, ...over });
  const arm = (episode: string, name: string, over: Partial<AttemptRecord> = {}) =>
    record({ episode, task: episode, arm: name, ...over });

  it("counts neither the infrastructure's failures nor what is under way", () => {
    const statistics = campaignStatistics(
      [
        first("a"),
        arm("a", "plain"),
        arm("a", "plan", {
          result: "solved",
          score: 1,
          primaryId: "default/CORRECT",
          failureType: "CORRECT",
          findings: [],
        }),
        first("b"),
        arm("b", "plain", { result: "infrastructure" }),
        arm("b", "plan", { result: "solved", score: 1 }),
        first("c", { result: "infrastructure" }),
        first("d"),
        arm("d", "plain"),
        first("f", { result: "unjudged" }),
      ],
      { maxAttempts: 2 },
    );
    expect(statistics).toMatchObject({
      episodes: 5,
      firstInfrastructure: 1,
      firstUnjudged: 1,
      first: { hits: 0, total: 3 },
    });
    expect(statistics.arms.map((each) => [each.arm, each.solved.hits, each.solved.total, each.infrastructure])).toEqual(
      [
        ["plain", 0, 2, 1],
        ["plan", 2, 2, 0],
      ],
    );
    expect(statistics.comparisons).toMatchObject([{ pairs: 1, recovered: 1 }]);
    expect(statistics.failures.find((each) => each.arm === "plan")).toMatchObject({
      failureType: "NEVER_TESTED",
      episodes: 2,
      solved: 2,
      fixed: 1,
    });
    expect(statistics.failures.find((each) => each.arm === "plain")?.replacedBy).toEqual([
      { failureType: "NEVER_TESTED", episodes: 2 },
    ]);
  });

  it("does not depend on the order of the records, and says so where there is no plain arm", () => {
    const records = ["a", "b", "c"].flatMap((episode) => [first(episode), arm(episode, "plan")]);
    expect(campaignStatistics([...records].reverse())).toEqual(campaignStatistics(records));
    expect(campaignStatistics(records).answer[0]).toContain("There is no plain arm");
    expect(campaignStatistics([]).answer).toEqual(["No arm has made an attempt yet."]);
  });

  it("is more careful the more arms are held against the control", () => {
    const records = Array.from({ length: 6 }, (_, index) => `e${index}`).flatMap((episode) => [
      first(episode),
      arm(episode, "plain"),
      ...["x", "y"].map((name) => arm(episode, name, { result: "solved", score: 1 })),
    ]);
    expect(campaignStatistics(records).comparisons.map(({ p, verdict }) => [p, verdict])).toEqual([
      [expect.closeTo(0.0625, 9), "unclear"],
      [expect.closeTo(0.0625, 9), "unclear"],
    ]);
    const alone = campaignStatistics(records.filter(({ arm: name }) => name !== "y"));
    expect(alone.comparisons[0]).toMatchObject({ p: expect.closeTo(0.03125, 9), verdict: "better" });
  });

  it("remembers what each strategy brought", () => {
    const parts = [
      { id: "default/NEVER_TESTED", slot: "system", templateHash: "bb" },
      { id: "default/NEVER_TESTED", slot: "plan", templateHash: "aa" },
      { id: "default/NEVER_TESTED", slot: "review", templateHash: "" },
    ];
    const told = { systemPromptAddon: "s", userContextAddon: "u", parts };
    const records = Array.from({ length: 8 }, (_, index) => `e${index}`).flatMap((episode, index) => [
      first(episode),
      arm(episode, "plain", index === 7 ? { result: "solved" } : {}),
      arm(episode, "plan", { told, result: index < 6 ? "solved" : "failed" }),
    ]);
    expect(strategyEffects(records)).toEqual([
      {
        id: "default/NEVER_TESTED",
        templates: "aa+bb",
        agent: "a",
        model: "m",
        told: 8,
        solved: 6,
        pairs: 8,
        wins: 6,
        losses: 1,
        harms: 0,
        p: expect.closeTo(0.125, 9),
        verdict: "unproven",
      },
    ]);
  });
});

it("an arm of errors only says nothing where nothing failed visibly", async () => {
  const options = campaign({
    arms: [errorsOnlyArm()],
    episodes: episodes(1),
    runAttempt: () => ({ recording: looping }),
    evaluate: () => false,
  });
  await runCampaign(options);
  expect((await options.store.results("c")).map(({ told }) => told.userContextAddon)).toEqual(["", ""]);
});
