import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseImprovementPlan } from "@mulligan/core/schemas";
import { buildRetrySystemPrompt, buildRetryUserContext } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, recordings } from "./run.js";

const run = "never-tested/run.traj.json";
const other = "looping/run.traj.json";
const document = async (...options: string[]) =>
  parseImprovementPlan(JSON.parse((await mulligan(["plan", run, "--json", ...options])).out));

describe("plan --for", () => {
  it("human is a short report", async () => {
    const { out, code } = await mulligan(["plan", run, "--for", "human"]);
    expect(code).toBe(0);
    expect(out).toContain("(major)\n");
    expect(out).toContain("\nSeen in the run:\n- ");
    expect(out).toContain("\nThe next attempt is told:\n");
    expect(out).not.toContain("previous_attempt");
    expect(out.split("\n").every((line) => line.length <= 100)).toBe(true);
  });

  it("agents-md is a lesson of at most three lines", async () => {
    const { out } = await mulligan(["plan", run, "--for", "agents-md"]);
    expect(out).toMatch(/^<!-- mulligan default\/NEVER_TESTED -->\n- [^\n]+\n$/);
  });

  it("agents-md --append writes it once, and makes the file", async () => {
    const cwd = folderWith({ "run.json": readFileSync(join(recordings, run)), "CLAUDE.md": "# Rules\n" });
    const append = (file: string) =>
      mulligan(["plan", "run.json", "--outcome", "failed", "--for", "agents-md", "--append", file], { cwd });
    expect(await append("CLAUDE.md")).toEqual({ code: 0, out: "", error: "" });
    const once = readFileSync(join(cwd, "CLAUDE.md"), "utf8");
    expect(once).toMatch(/^# Rules\n\n<!-- mulligan default\/NEVER_TESTED -->\n- [^\n]+\n$/);
    expect((await append("CLAUDE.md")).error).toBe(
      "CLAUDE.md holds a lesson of default/NEVER_TESTED already; it stays as it is.\n",
    );
    expect(readFileSync(join(cwd, "CLAUDE.md"), "utf8")).toBe(once);
    await append("AGENTS.md");
    expect(readFileSync(join(cwd, "AGENTS.md"), "utf8")).toBe(once.slice("# Rules\n\n".length));
    expect((await append("nowhere/AGENTS.md")).error).toContain(
      "--append nowhere/AGENTS.md: it could not be written (ENOENT)",
    );
  });

  it("agents-md says where there is no lesson", async () => {
    const { out, error } = await mulligan(["plan", run, "--for", "agents-md", "--outcome", "passed"]);
    expect([out, error]).toEqual(["", "This run has no lesson for the agent.\n"]);
  });

  it.each([
    [["--for", "agents-md", "--json"], "--json and --for agents-md exclude each other."],
    [["--explain", "--addon", "user"], "--addon and --explain exclude each other."],
    [["--append", "x.md"], "--append goes with --for agents-md."],
    [["--for", "nobody"], '--for "nobody" is not one of agent, human, agents-md.'],
  ])("refuses %j", async (options, message) => {
    const { code, error } = await mulligan(["plan", run, ...options]);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("plan --explain", () => {
  it("says where every line comes from, how long the addons are, and what was left out", async () => {
    const plan = await document("--user-words", "80");
    const { out } = await mulligan(["plan", run, "--explain", "--user-words", "80"]);
    for (const { id, slot, lines, template_hash: hash, pack_version: version } of plan.parts) {
      const place = lines!.from === lines!.to ? `line ${lines!.from}` : `lines ${lines!.from}-${lines!.to}`;
      const found = out.split("\n").find((line) => line.includes(`${place} `) && line.includes(` ${slot} `));
      expect(found).toContain(id);
      if (hash !== "") expect(found).toMatch(new RegExp(`@mulligan/templates-default@${version} +${hash} `));
    }
    expect(out).toMatch(/User addon: \d+ words without quoted output, about \d+ tokens\n/);
    expect(out).toMatch(/Together: \d+ words/);
    expect(plan.omitted).not.toEqual([]);
    expect(out).toMatch(/Left out\n {2}default\/NEVER_TESTED +\w+ +did not fit\n/);
  });
});

describe("plan within a budget", () => {
  it("keeps words and tokens, and counts with an installed tokenizer", async () => {
    const cwd = folderWith({ "run.json": readFileSync(join(recordings, run)) });
    const install = (name: string, source: string) => {
      mkdirSync(join(cwd, "node_modules", name), { recursive: true });
      writeFileSync(join(cwd, "node_modules", name, "package.json"), JSON.stringify({ name, main: "index.cjs" }));
      writeFileSync(join(cwd, "node_modules", name, "index.cjs"), source);
    };
    install("counting", "exports.countTokens = (text) => text.length;");
    install("encoding", "exports.encode = (text) => [...text];");
    install("naming", "exports.getEncoding = () => ({ encode: (text) => [...text] });");
    install("other", "exports.count = 1;");
    install("broken", "throw new Error('no such model');");
    const plan = async (...options: string[]) => {
      const result = await mulligan(["plan", "run.json", "--outcome", "failed", "--json", ...options], { cwd });
      return result.code === 0 ? parseImprovementPlan(JSON.parse(result.out)) : result.error;
    };
    const whole = await plan();
    const texts = await Promise.all(
      ["counting", "encoding", "naming"].map((name) => plan("--tokens", "900", "--tokenizer", name)),
    );
    for (const text of texts) {
      if (typeof text === "string" || typeof whole === "string") throw new Error("no plan");
      const length = text.system_prompt_addon.length + text.user_context_addon.length;
      expect(length).toBeLessThanOrEqual(900);
      expect(length).toBeGreaterThan(100);
      expect(text.parts.length).toBeLessThan(whole.parts.length);
    }
    expect(await plan("--tokens", "9", "--tokenizer", "absent")).toContain(
      "--tokenizer absent: there is no such package here. Install it (npm install --save-dev absent)",
    );
    expect(await plan("--tokenizer", "other")).toContain(
      "exports none of countTokens, encode and getEncoding. It exports:",
    );
    expect(await plan("--tokenizer", "broken")).toContain("--tokenizer broken could not be loaded: no such model.");
    expect(await plan("--tokens", "few")).toContain('--tokens "few" is not a whole number from 0 or more.');
  });
});

describe("plan after earlier attempts", () => {
  it("does not say the same again, and starts afresh after two retries with a plan", async () => {
    const first = await document();
    const second = await document("--earlier", run);
    expect(second.user_context_addon).toContain("An earlier attempt was advised on exactly this");
    expect(second.user_context_addon).not.toContain(first.improved_strategy);
    expect(second.omitted.map(({ reason }) => reason)).toContain("repeated");
    const third = await document("--earlier", other, run);
    expect(third.user_context_addon).toContain("This task has been tried 3 times, 2 of them with advice");
    expect(await document("--earlier", other, "--earlier", run)).toEqual(third);
  });

  it.each([
    [[run, other], "Name exactly one recorded run, or - for standard input."],
    [
      [run, "--earlier", other, "--earlier", other, other],
      "Give --earlier before each earlier run, or once before all of them.",
    ],
    [[run, "--earlier", "missing.json"], "--earlier missing.json: There is no such file or folder."],
  ])("refuses %j", async (files, message) => {
    const { code, error } = await mulligan(["plan", ...files]);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("a run that says nothing to the agent", () => {
  it.each([
    ["CORRECT", ["--outcome", "passed"]],
    ["ENVIRONMENT_BLOCKED", ["--failure-type", "ENVIRONMENT_BLOCKED"]],
  ])("leaves the base prompts alone, byte for byte: %s", async (type, options) => {
    const { failure_type: found, ...plan } = await document(...options);
    const base = "You are careful.\r\n {{x}} $& \u00e9\u0301 \n";
    expect(found).toBe(type);
    expect(buildRetrySystemPrompt(base, { systemPromptAddon: plan.system_prompt_addon })).toBe(base);
    expect(buildRetryUserContext({ userContextAddon: plan.user_context_addon })).toBe("");
    for (const addon of ["system", "user"]) {
      expect((await mulligan(["plan", run, ...options, "--addon", addon])).out).toBe("");
    }
  });
});

describe("plan of a run that the environment stopped", () => {
  const options = ["--failure-type", "ENVIRONMENT_BLOCKED", "--evidence", "No test could be started."];

  it("tells the operator what to mend, and the agent nothing", async () => {
    const plan = await document(...options);
    expect(plan).toMatchObject({ system_prompt_addon: "", user_context_addon: "", parts: [] });
    expect(plan.operator_advice?.join(" ")).toContain("mend the environment");
    const { out } = await mulligan(["plan", run, ...options]);
    expect(out).toContain("\nBefore a retry\nFor the operator: mend the environment");
    expect(out).toContain("\nWhat to mend\n1. Start the environment by hand");
    const { out: report } = await mulligan(["plan", run, ...options, "--for", "human"]);
    expect(report).toContain("\nBefore a retry, you have to mend this:\n");
  });
});
