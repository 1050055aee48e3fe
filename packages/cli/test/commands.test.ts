import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseDiagnosis, parseImprovementPlan, parseRetryResult } from "@mulligan/core/schemas";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, recordings } from "./run.js";

const run = "never-tested/run.traj.json";
const recording = readFileSync(join(recordings, run), "utf8");

describe("plan", () => {
  it("prints the diagnosis, the evidence, the plan and both addons exactly as the agent gets them", async () => {
    const { code, out, error } = await mulligan(["plan", run]);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toMatch(
      /^never-tested\/run\.traj\.json: failed \(score 0\), 8 steps, submitted \[mini-swe-agent\]\nPrimary failure: NEVER_TESTED/,
    );
    const plan = parseImprovementPlan(JSON.parse((await mulligan(["plan", run, "--json"])).out));
    for (const addon of [plan.system_prompt_addon, plan.user_context_addon]) {
      expect(addon).not.toBe("");
      expect(out).toContain(
        addon
          .split("\n")
          .map((line) => (line === "" ? "" : `  ${line}`))
          .join("\n"),
      );
    }
  });

  it("gives one addon alone, byte for byte", async () => {
    const plan = parseImprovementPlan(JSON.parse((await mulligan(["plan", run, "--json"])).out));
    expect((await mulligan(["plan", run, "--addon", "system"])).out).toBe(`${plan.system_prompt_addon}\n`);
    expect((await mulligan(["plan", run, "--addon", "user"])).out).toBe(`${plan.user_context_addon}\n`);
  });

  it("says so where an addon is empty, and why that may be", async () => {
    const unknown = await mulligan(["plan", "-", "--addon", "system", "--outcome", "passed"], { input: recording });
    expect(unknown).toEqual({ code: 0, out: "", error: "-: nothing is added to the prompt (CORRECT).\n" });
    const quiet = await mulligan(["plan", "-", "--addon", "system", "--outcome", "passed", "--quiet"], {
      input: recording,
    });
    expect(quiet).toEqual({ code: 0, out: "", error: "" });
  });

  it("takes the caller's failure type and evidence", async () => {
    const { out } = await mulligan([
      "plan",
      run,
      "--json",
      "--failure-type",
      "NEW_TYPE",
      "--evidence",
      "A reviewer saw it.",
    ]);
    expect(parseImprovementPlan(JSON.parse(out))).toMatchObject({
      failure_type: "NEW_TYPE",
      primary_id: "default/UNCLASSIFIED",
      findings: [{ evidence: "A reviewer saw it." }, { type: "NEVER_TESTED" }],
    });
  });

  it("has nothing to say of a passed run", async () => {
    const plan = parseImprovementPlan(JSON.parse((await mulligan(["plan", run, "--json", "--outcome", "passed"])).out));
    expect(plan).toMatchObject({ failure_type: "CORRECT", system_prompt_addon: "", user_context_addon: "" });
  });

  it("shows how to open a step, also of a later run and of a file with a blank in its name", async () => {
    const { out } = await mulligan(["plan", run]);
    expect(out).toContain(`\nA step in full: mulligan explain ${run} --step 5\n`);
    const folder = folderWith({ "my run.json": recording });
    expect((await mulligan(["plan", "my run.json"], { cwd: folder })).out).toContain(
      "mulligan explain 'my run.json' --step 5",
    );
    expect((await mulligan(["plan", "-"], { input: recording })).out).not.toContain("mulligan explain");
  });

  it("shows the step as the command would have to be typed here: same outcome, same configuration, one line", async () => {
    const { out } = await mulligan(["plan", run, "--outcome", "failed", "--no-config"], {
      environment: { MULLIGAN_PROGRAM: "npm run -s mulligan --" },
    });
    const line = `npm run -s mulligan -- explain ${run} --step 5 --outcome failed --no-config`;
    expect(out.trimEnd().split("\n").at(-1)).toBe(`A step in full: ${line}`);
    const [, ...words] = line.split(" -- ")[1]!.split(" ");
    expect((await mulligan(["explain", ...words])).out).toContain("Cited by\nmajor NEVER_TESTED");
  });

  it("does not give several addons as one", async () => {
    const several = await mulligan(["plan", ".", "--addon", "system"]);
    expect(several).toEqual({
      code: 2,
      out: "",
      error:
        "mulligan: --addon gives the addon of one run, and . holds several: name one file, or --run N. `mulligan help plan` shows the options.\n",
    });
  });

  it("does not call a run right whose outcome nobody knows", async () => {
    const nothing = `{"trajectory": [{"action": "ls", "observation": "a.py"}], "history": [], "info": {}}`;
    const { out } = await mulligan(["plan", "-"], { input: nothing });
    expect(out).toContain("No failure found, and the outcome is unknown\n");
    expect(out).not.toContain("CORRECT");
    const passed = await mulligan(["plan", "-", "--outcome", "passed"], { input: nothing });
    expect(passed.out).toContain("Primary failure: CORRECT");
  });

  it("keeps control characters of the run away from the terminal", async () => {
    const hostile = recording.replaceAll("src/discount.js", "src/\\u001b[31mdiscount.js");
    expect(hostile).not.toBe(recording);
    for (const command of [
      ["plan", "-"],
      ["diagnose", "-", "--facts"],
      ["read", "-"],
      ["read", "-", "--step", "5"],
    ]) {
      const { out } = await mulligan(command, { input: hostile });
      expect(out).toContain("discount.js");
      // oxlint-disable-next-line no-control-regex -- finding such characters is what this is for
      expect(out).not.toMatch(/[\0-\x08\x0b-\x1f]/);
    }
  });

  it("exits with 1 where a finding reaches --fail-on, and only then", async () => {
    expect((await mulligan(["plan", run, "--fail-on", "major"])).code).toBe(1);
    expect((await mulligan(["plan", run, "--fail-on", "critical"])).code).toBe(0);
  });
});

describe("diagnose", () => {
  it("gives a table of one line a run", async () => {
    const { out } = await mulligan(["diagnose", ".", "--table"]);
    expect(out).toBe(
      [
        "run                         outcome  steps  primary failure               severity  findings besides",
        "blind-write/run.traj.json   failed   7      SUBMITTED_WITH_FAILING_TESTS  critical  REGRESSION, BLIND_WRITE, HALLUCINATED_CODE",
        "looping/run.traj.json       failed   12     LOOPING_BEHAVIOR              major     EMPTY_PATCH, BUDGET_EXHAUSTED",
        "never-tested/run.traj.json  failed   8      NEVER_TESTED                  major     -",
        "",
        out.slice(out.indexOf("3 runs: 3 failed")),
      ].join("\n"),
    );
    const above = await mulligan(["diagnose", "recordings/looping", "recordings/never-tested", "--table"], {
      cwd: join(recordings, ".."),
    });
    expect(above.out.split("\n", 3)).toEqual([
      "Runs in recordings/",
      "run                         outcome  steps  primary failure   severity  findings besides",
      "looping/run.traj.json       failed   12     LOOPING_BEHAVIOR  major     EMPTY_PATCH, BUDGET_EXHAUSTED",
    ]);
    const { code, error } = await mulligan(["diagnose", ".", "--table", "--json"]);
    expect(code).toBe(2);
    expect(error).toContain("--json and --table exclude each other.");
  });

  it("says so where the outcomes speak of none of the runs", async () => {
    const folder = folderWith({
      "run.json": recording,
      "others.json": `[{"file": "other.json", "outcome": "failed"}]`,
      "ours.json": `[{"file": "run.json", "outcome": "failed"}]`,
    });
    const { error } = await mulligan(["diagnose", "run.json", "--outcomes", "others.json"], { cwd: folder });
    expect(error).toBe(
      "--outcomes others.json: no entry belongs to any of the runs read. An entry names its run by file, episode_id or instance_id.\n",
    );
    expect((await mulligan(["diagnose", "run.json", "--outcomes", "ours.json"], { cwd: folder })).error).toBe("");
  });

  it("writes the lines of the contract", async () => {
    const { out, code } = await mulligan(["diagnose", "--jsonl", "--facts", run, "missing.json"]);
    const [first, second] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(code).toBe(0);
    expect(parseDiagnosis(first)).toMatchObject({
      file: run,
      run: 1,
      format: "mini-swe-agent",
      outcome: "failed",
      score: 0,
      ended_by: "finished",
      steps: 8,
      primary_failure: "NEVER_TESTED",
      primary_id: "default/NEVER_TESTED",
      skipped_lines: 0,
      facts: { product_edits: [{ step: 5, path: "src/discount.js" }], failed_edits: [], checks: [], finish: 8 },
    });
    expect(second).toEqual({
      file: "missing.json",
      error: { code: "input-not-found", message: "There is no such file or folder." },
    });
  });

  it("gives one object for one run and a list for several", async () => {
    expect(JSON.parse((await mulligan(["diagnose", "--json", run])).out)).toMatchObject({
      primary_failure: "NEVER_TESTED",
    });
    expect(JSON.parse((await mulligan(["diagnose", "--json", run, "looping/run.traj.json"])).out)).toHaveLength(2);
  });

  it("searches folders, passing over what is no run", async () => {
    const { out, error } = await mulligan(["diagnose", "--jsonl", "."]);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { file: string }).file),
    ).toEqual(["blind-write/run.traj.json", "looping/run.traj.json", "never-tested/run.traj.json"]);
    expect(error).toBe("");
  });

  it("says how many files of a folder hold no run, and that none does", async () => {
    const folder = folderWith({
      "runs/run.json": recording,
      "runs/other.json": `{"a": 1}`,
      "none/other.json": `{"a": 1}`,
    });
    const some = await mulligan(["diagnose", "--jsonl", "runs"], { cwd: folder });
    expect(some).toMatchObject({ code: 0, error: "runs: 1 file without a run passed over.\n" });
    expect((await mulligan(["diagnose", "--jsonl", "runs", "--quiet"], { cwd: folder })).error).toBe("");
    const message = "The folder holds no recorded run (*.json, *.jsonl, *.ndjson, *.traj, *.eval, also with .gz).";
    const none = { code: 3, out: "", error: `none: ${message}\n` };
    for (const command of ["diagnose", "plan", "read"])
      expect(await mulligan([command, "none"], { cwd: folder })).toEqual(none);
    expect(JSON.parse((await mulligan(["diagnose", "--jsonl", "none"], { cwd: folder })).out)).toEqual({
      file: "none",
      error: { code: "no-runs", message },
    });
  });

  it("closes many runs with a table", async () => {
    const { out } = await mulligan(["diagnose", ".", "--outcome", "failed"]);
    const table = out.slice(out.indexOf("3 runs: 3 failed\n")).split("\n");
    expect(table[1]).toMatch(/^ +primary {2}found in$/);
    expect(table.slice(2, -1).every((line) => /^ {2}[A-Z_]+ +(?:\d+|-) +(?:\d+|-)$/.test(line))).toBe(true);
    expect(out).toMatch(/\n {2}NEVER_TESTED +1 +[1-3]\n/);
  });

  it("says where gzip data is broken", async () => {
    const folder = folderWith({ "run.json.gz": gzipSync(recording).subarray(0, 200) });
    expect(await mulligan(["diagnose", "run.json.gz"], { cwd: folder })).toEqual({
      code: 3,
      out: "",
      error: "run.json.gz: The gzip data is broken (unexpected end of file). Compress or download the file again.\n",
    });
  });

  it("reads standard input and gzip", async () => {
    const plain = await mulligan(["diagnose", "--jsonl", "-", "--outcome", "failed"], { input: recording });
    expect(JSON.parse(plain.out)).toMatchObject({ file: "-", primary_failure: "NEVER_TESTED" });
    const folder = folderWith({ "run.traj.json.gz": gzipSync(recording) });
    expect(
      JSON.parse((await mulligan(["diagnose", "--jsonl", "run.traj.json.gz"], { cwd: folder })).out),
    ).toMatchObject({ steps: 8 });
  });

  it("reports each file that cannot be read and goes on with the rest", async () => {
    const folder = folderWith({
      "empty.json": "",
      "text.json": "hello",
      "cut.json": recording.slice(0, 500),
      "run.json": recording,
    });
    const { code, out, error } = await mulligan(["diagnose", "empty.json", "text.json", "cut.json", "run.json"], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(out).toContain("Primary failure: NEVER_TESTED");
    expect(
      error
        .trim()
        .split("\n")
        .map((line) => line.split(": ", 2).join(": ")),
    ).toEqual([
      "empty.json: The file is empty",
      "text.json: The file is neither JSON nor JSON Lines",
      "cut.json: The JSON document stops in the middle, after 500 characters",
    ]);
    expect((await mulligan(["diagnose", "empty.json", "text.json"], { cwd: folder })).code).toBe(3);
  });
});

describe("outcomes", () => {
  const outcomeOf = async (folder: string, ...more: string[]) => {
    const { out, error } = await mulligan(["diagnose", "--jsonl", "run.traj.json", ...more], { cwd: folder });
    expect(error).toBe("");
    const { outcome, score } = JSON.parse(out) as { outcome: string; score: number | null };
    return [outcome, score];
  };
  const alone = () => folderWith({ "run.traj.json": recording });

  it("are unknown where nobody says anything", async () => {
    expect(await outcomeOf(alone())).toEqual(["unknown", null]);
  });

  it("come from the caller, with a threshold", async () => {
    expect(await outcomeOf(alone(), "--score", "0.3")).toEqual(["failed", 0.3]);
    expect(await outcomeOf(alone(), "--score", "0.3", "--pass-threshold", "0.3")).toEqual(["passed", 0.3]);
    expect(await outcomeOf(alone(), "--outcome", "failed")).toEqual(["failed", null]);
  });

  it("come from an outcomes file, by file or by id", async () => {
    const folder = alone();
    const { episode_id: id } = JSON.parse(
      (await mulligan(["diagnose", "--jsonl", "run.traj.json"], { cwd: folder })).out,
    ) as { episode_id: string };
    writeFileSync(join(folder, "by-file.json"), JSON.stringify([{ file: "run.traj.json", resolved: true }]));
    writeFileSync(join(folder, "by-id.jsonl"), `${JSON.stringify({ episode_id: id, outcome: "failed" })}\n`);
    expect((await outcomeOf(folder, "--outcomes", "by-file.json"))[0]).toBe("passed");
    expect((await outcomeOf(folder, "--outcomes", "by-id.jsonl"))[0]).toBe("failed");
  });

  it("come from a report beside the run, or from one that is named, and the caller goes before them", async () => {
    const folder = alone();
    const report = readFileSync(join(recordings, "never-tested/report.json"), "utf8");
    writeFileSync(join(folder, "evaluation.json"), report);
    expect((await outcomeOf(folder, "--report", "evaluation.json"))[0]).toBe("failed");
    writeFileSync(join(folder, "report.json"), report);
    expect((await outcomeOf(folder))[0]).toBe("failed");
    expect((await outcomeOf(folder, "--outcome", "passed"))[0]).toBe("passed");
  });

  it("are found in Harbor's trial folder", async () => {
    const folder = alone();
    mkdirSync(join(folder, "agent"));
    writeFileSync(join(folder, "agent/run.traj.json"), recording);
    writeFileSync(
      join(folder, "result.json"),
      JSON.stringify({ trial_name: "t", task_name: "t", verifier_result: { rewards: { reward: 1 } } }),
    );
    const { out } = await mulligan(["diagnose", "--jsonl", "agent/run.traj.json"], { cwd: folder });
    expect(JSON.parse(out)).toMatchObject({ outcome: "passed", score: 1 });
  });
});

describe("read", () => {
  it("lists the steps in words", async () => {
    const { out } = await mulligan(["read", run]);
    expect(out).toContain("   5  edited `src/discount.js`");
    expect(out.trim().split("\n")).toHaveLength(9);
  });

  it("shows one step with its surroundings", async () => {
    const { out } = await mulligan(["read", run, "--step", "5"]);
    expect(out).toMatch(/^ {3}3 {2}.*\n {3}4 {2}.*\n {3}5 {2}edited/m);
    expect(out).toContain("gets exit code 0");
  });

  it("cuts a long answer in the middle, and with --full not at all", async () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`);
    const long = JSON.stringify({
      trajectory: [{ action: "cat a.txt", observation: lines.join("\n") }],
      history: [],
      info: {},
    });
    const short = await mulligan(["read", "-", "--step", "1"], { input: long });
    expect(short.out).toContain("        line 30\n        [40 lines left out; --full shows them]\n        line 71\n");
    const full = await mulligan(["read", "-", "--step", "1", "--full"], { input: long });
    for (const line of lines) expect(full.out).toContain(`        ${line}\n`);
    expect(full.out).not.toContain("left out");
  });

  it("keeps the list to 100 columns", async () => {
    for (const name of ["blind-write", "looping", "never-tested"]) {
      const { out } = await mulligan(["read", `${name}/run.traj.json`]);
      for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it("gives the facts by file and by result", async () => {
    const { out } = await mulligan(["read", run, "--facts"]);
    expect(out).toContain("\n  product edits    src/discount.js: 5\n  test-file edits  none\n");
    expect(out).toContain("\n  finish           submit: 8\n");
    expect(JSON.parse((await mulligan(["read", run, "--facts", "--json"])).out)).toMatchObject({ finish: 8 });
  });

  it("says which steps there are", async () => {
    const { code, error } = await mulligan(["read", run, "--step", "50"]);
    expect({ code, error }).toEqual({
      code: 2,
      error: "mulligan: --step 50: the run has steps 1 to 8. `mulligan help read` shows the options.\n",
    });
  });
});

describe("compare", () => {
  it("gives a retry result", async () => {
    const { out } = await mulligan(["compare", run, "looping/run.traj.json", "--json"]);
    expect(parseRetryResult(JSON.parse(out))).toMatchObject({
      original_score: 0,
      retry_score: 0,
      improvement: 0,
      failure_fixed: true,
      steps_comparison: { original: 8, retry: 12 },
      fixed_findings: expect.arrayContaining(["default/NEVER_TESTED"]) as unknown,
      new_findings: expect.arrayContaining(["default/LOOPING_BEHAVIOR"]) as unknown,
    });
  });
});

describe("compare, for a person,", () => {
  it("holds the two attempts side by side and says what is gone and new", async () => {
    const { out } = await mulligan(["compare", run, "looping/run.traj.json"]);
    expect(out).toMatch(/^ +before +after\noutcome +failed +failed\nscore +0\.000 +0\.000\nsteps +8 +12\n/);
    expect(out).toContain("\nNEVER_TESTED is no longer found.\nGone: default/NEVER_TESTED.");
    expect((await mulligan(["compare", run, run])).out).toContain(
      "\nNEVER_TESTED is still found.\nGone: nothing. New: nothing.\n",
    );
  });

  it("says that there was nothing to fix", async () => {
    const { out } = await mulligan(["compare", run, run, "--outcome", "passed"]);
    expect(out).toContain("\nThe attempt before shows no failure to fix.\n");
  });
});

describe("explain", () => {
  it("shows what a type means and the texts it gives", async () => {
    const { out, code } = await mulligan(["explain", "LOOPING_BEHAVIOR"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^default\/LOOPING_BEHAVIOR: /);
    expect(out).toContain("improvedStrategy (looping-behavior/improved-strategy.hbs");
    expect(out).toMatch(/\nOptions\n {2}minimumTimes: 3\n {4}\S/);
    for (const line of out.slice(0, out.indexOf("whatWentWrong")).split("\n"))
      expect(line.length).toBeLessThanOrEqual(100);
  });
});
