import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRegistry } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { builtInPacks, planRun } from "../src/index.js";
import { root } from "./run.js";

const file = join(root, "examples/failing-run/recordings/never-tested/run.traj.json");
const recording = readFileSync(file, "utf8");
const planned = (options?: Parameters<typeof planRun>[1]) => {
  const [run] = planRun(recording, { outcome: "failed", ...options });
  if (run === undefined) throw new Error(`${file} holds no run`);
  return run;
};

describe("planRun", () => {
  const plain = planned();

  it("plans the next attempt", () => {
    expect(plain.plan.failureType).toBe("NEVER_TESTED");
    expect(plain.plan.userContextAddon).toContain("`src/discount.js`");
    expect("told" in plain).toBe(false);
  });

  it("keeps a budget", () => {
    const { plan } = planned({ budget: { userWords: 60, systemWords: 0 } });
    expect(plan.systemPromptAddon).toBe("");
    expect(plan.omitted.map(({ reason }) => reason)).toContain("budget");
  });

  it("does not say again what an earlier attempt was told", () => {
    const earlier = [{ diagnosis: plain.diagnosis, plan: plain.plan }];
    const once = planned({ earlier }).plan;
    expect(once.omitted.map(({ reason }) => reason)).toContain("repeated");
    expect(once.userContextAddon).not.toContain(plain.plan.improvedStrategy);
    const twice = planned({ earlier: [...earlier, { diagnosis: plain.diagnosis, plan: once }] }).plan;
    expect(twice.omitted.map(({ reason }) => reason)).toContain("fresh-start");
  });

  it("masks what it is told to", () => {
    const { plan } = planned({ mask: (text) => text.replaceAll("discount", "[masked name]") });
    expect(JSON.stringify([plan.task, plan.userContextAddon])).not.toContain("src/discount");
    const secrets = [{ name: "file name", pattern: /discount\.js/ }];
    const registry = createRegistry({ packs: builtInPacks, secrets });
    expect(planned({ registry }).plan.userContextAddon).toContain("`src/[masked file name]`");
  });

  it("takes a language where a pack has it", () => {
    const [first, ...others] = builtInPacks;
    const strategy = first.strategies.NEVER_TESTED;
    const own = { ...strategy, translations: { de: { whatWentWrong: strategy.templates.system! } } };
    const pack = { ...first, strategies: { ...first.strategies, NEVER_TESTED: own } };
    const registry = createRegistry({ packs: [pack, ...others] });
    expect(planned({ registry, language: "de" }).plan.whatWentWrong).toMatch(/^The previous attempt changed/);
    expect(planned({ registry }).plan.whatWentWrong).toBe(plain.plan.whatWentWrong);
  });

  it("tells it in other voices", () => {
    expect(planned({ voice: "human" }).told).toMatch(/^Edited and never tested \(major\)/);
    expect(planned({ voice: "agents-md" }).told).toMatch(/^<!-- mulligan default\/NEVER_TESTED -->\n- /);
    expect(planned({ voice: "agents-md", outcome: "passed" }).told).toBe("");
  });
});
