import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, recordings, root } from "./run.js";

const failing = join(recordings, "never-tested/run.traj.json");
/** Solves the task when it was told to test; leaves the recording of another run. */
const agent = `
if grep -q "node --test" "$MULLIGAN_PROMPT_FILE"; then echo "$MULLIGAN_ATTEMPT" > solved.txt; fi
cp '${failing}' "$MULLIGAN_ATTEMPT_DIR/run.traj.json"
echo '{"cost":0.5,"input_tokens":10,"output_tokens":2}' > "$MULLIGAN_USAGE_FILE"
`;
const evaluator = "test -f solved.txt\n";

function project(files: Record<string, string> = {}): string {
  return folderWith({
    "task.md": "Round the discount once.",
    "agent.sh": agent,
    "evaluate.sh": evaluator,
    "code/start.txt": "start",
    ...files,
  });
}

const withAgent = (cwd: string, script = "agent.sh") => [
  ...["--run", `sh ${JSON.stringify(join(cwd, script))}`],
  ...["--trajectory", "run.traj.json", "--time-limit", "30"],
];
const withEvaluator = (cwd: string, script = "evaluate.sh") => [
  ...["--evaluate", `sh ${JSON.stringify(join(cwd, script))}`],
];

async function retried(cwd: string, ...more: string[]) {
  const words = ["retry", "--task", "task.md", ...withAgent(cwd), ...withEvaluator(cwd), "--json", "-q", ...more];
  const { code, out, error } = await mulligan(words, { cwd, environment: process.env as Record<string, string> });
  return { code, error, document: out === "" ? null : JSON.parse(out) };
}

describe("mulligan retry", () => {
  it("runs the agent again with the plan until its task is solved", async () => {
    const cwd = project();
    const { code, document } = await retried(cwd, "--workspace", "code", "--out", "results", "--keep-workspaces");
    expect(code).toBe(0);
    expect(document.solved).toBe(true);
    expect(
      document.attempts.map((each: Record<string, unknown>) => [each["arm"], each["attempt"], each["result"]]),
    ).toEqual([
      ["first", 1, "failed"],
      ["plan", 2, "solved"],
    ]);
    expect(document.attempts[1]).toMatchObject({
      score: 1,
      usage: { cost: 0.5, input_tokens: 10, output_tokens: 2 },
      comparison: { original_score: 0, retry_score: 1, arm: "plan" },
    });
    const folder = join(cwd, "results/attempts/task");
    const [first = "", second = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, first, "prompt.md"), "utf8")).toBe("Round the discount once.");
    expect(readFileSync(join(folder, first, "user-addon.md"), "utf8")).toBe("");
    const addon = readFileSync(join(folder, second, "user-addon.md"), "utf8");
    expect(readFileSync(join(folder, second, "prompt.md"), "utf8")).toBe(`${addon}\n\nRound the discount once.`);
    expect(JSON.parse(readFileSync(join(folder, second, "plan.json"), "utf8")).user_context_addon).toBe(addon);
    expect(readFileSync(join(folder, second, "workspace/start.txt"), "utf8")).toBe("start");
    expect(existsSync(join(cwd, "code/solved.txt"))).toBe(false);
  });

  it("says that it was not solved, and leaves no workspace behind", async () => {
    const cwd = project();
    const words = ["retry", "--task", "task.md", ...withAgent(cwd), ...withEvaluator(cwd)];
    const result = await mulligan([...words, "--arms", "plain", "--attempts", "2"], { cwd, environment: {} });
    expect(result.code).toBe(1);
    expect(result.out).toMatch(/^attempt 2 {2}plain {2}failed {2}0\.000 {2}8 steps {2}NEVER_TESTED$/m);
    expect(result.error).toContain("task plain 2: failed (NEVER_TESTED)  [2 of at most 2, 0 solved, 1.00 dollars");
    expect(existsSync(join(cwd, ".mulligan/retry-1/ledger.db"))).toBe(true);
    expect(existsSync(join(cwd, ".mulligan/retry-1/attempts/task/first-1-e1.1/workspace"))).toBe(false);
  });

  it.each([
    [
      "cannot be started",
      "exit 127",
      `The agent could not be started. Commands run in the attempt's workspace; "$MULLIGAN_START_DIR" is the folder that mulligan was started in.`,
    ],
    ["is killed", "kill -9 $$", "The agent was killed (SIGKILL)"],
    ["says so itself", "echo no quota >&2; exit 75", "The agent says that the infrastructure failed: no quota"],
    [
      "crashes without a recorded run",
      "echo oh no >&2; exit 3",
      "The agent ended with code 3 and left no recorded run: oh no",
    ],
  ])("counts it as infrastructure when the agent %s", async (_name, command, reason) => {
    const cwd = project();
    const { code, document } = await retried(cwd, "--run", command);
    expect(code).toBe(4);
    expect(document.attempts).toHaveLength(1);
    expect(document.attempts[0]).toMatchObject({ result: "infrastructure", reason, tries: 2 });
  });

  it.each([
    ["hangs", "sleep 60", "0.4", ["The agent was stopped after 0.4 seconds.", "The agent left no recorded run."]],
    [
      "hangs in the background",
      "sleep 60 & sleep 60",
      "0.4",
      ["The agent was stopped after 0.4 seconds.", "The agent left no recorded run."],
    ],
    ["writes nothing", "true", "30", ["The agent left no recorded run."]],
    [
      "writes garbage",
      'echo garbage > "$MULLIGAN_ATTEMPT_DIR/run.traj.json"',
      "30",
      ["The recorded run could not be read: "],
    ],
  ])("judges the work of an agent that %s", async (_name, command, seconds, problems) => {
    const cwd = project();
    const { document } = await retried(cwd, "--run", command, "--time-limit", seconds, "--attempts", "1");
    expect(document.attempts[0]).toMatchObject({ result: "failed", score: 0, failure_type: null });
    expect(
      document.attempts[0].problems.map((problem: string, index: number) => problem.slice(0, problems[index]?.length)),
    ).toEqual(problems);
  });

  it.each([
    ["cannot be started", "exit 127", "infrastructure", null],
    ["cannot judge", "exit 75", "infrastructure", null],
    ["is killed", "kill -9 $$", "infrastructure", null],
    ["writes nonsense", 'echo nonsense > "$MULLIGAN_REPORT_FILE"', "infrastructure", null],
    ["prints a score", "echo 0.25", "failed", 0.25],
    ["writes a score", 'echo 1.0 > "$MULLIGAN_REPORT_FILE"; exit 1', "solved", 1],
    ["fails", "echo 1 test failed; exit 2", "failed", 0],
  ])("takes the word of an evaluator that %s", async (_name, command, result, score) => {
    const cwd = project();
    const { document } = await retried(cwd, "--evaluate", command, "--attempts", "1");
    expect(document.attempts[0]).toMatchObject({ result, score });
  });

  it("takes the recorded run from standard output without --trajectory", async () => {
    const cwd = project();
    const words = ["retry", "--task", "task.md", "--run", `cat ${JSON.stringify(failing)}`, "--evaluate", "false"];
    const { out } = await mulligan([...words, "--json", "-q", "--attempts", "1"], {
      cwd,
      environment: { PATH: process.env["PATH"] ?? "" },
    });
    expect(JSON.parse(out).attempts[0]).toMatchObject({ steps: 8, failure_type: "NEVER_TESTED" });
  });

  it.each([
    [["--task", "task.md"], "--run COMMAND says how the agent is started."],
    [["--run", "true"], "--task FILE holds the task."],
    [["--task", "none.md", "--run", "true"], "--task none.md: it could not be read (ENOENT)."],
    [
      ["--task", "task.md", "--run", "true", "--arms", "best"],
      '--arms: there is no arm "best". Arms are plain, errors-only, plan, and plan:PACK or plan:TYPE.',
    ],
    [
      ["--task", "task.md", "--run", "true", "--arms", "plan:NOTHING"],
      '--arms plan:NOTHING: no pack and no failure type in force is called "NOTHING".',
    ],
    [
      ["--task", "task.md", "--run", "true", "--stop-on", "luck"],
      '--stop-on "luck" is not one of solved, environment, same-failure, no-rise.',
    ],
    [
      ["--task", "task.md", "--run", "true", "--out", "task.md/x"],
      "--out task.md/x: the folder could not be made (ENOTDIR).",
    ],
    [
      ["--task", "task.md", "--run", "true", "--out", "task.md", "-q"],
      "--out task.md: nothing can be written there (ENOTDIR).",
    ],
    [["--task", "task.md", "--run", "true", "--workspace", "nowhere"], "--workspace nowhere: there is no such folder."],
    [
      ["--task", "task.md", "--run", "true", "--workspace", "code", "--worktree"],
      "--worktree: code is not the root of a git repository.",
    ],
  ])("refuses %j", async (words, message) => {
    const { code, error } = await mulligan(["retry", ...words], { cwd: project(), environment: {} });
    expect({ code, error }).toEqual({
      code: 2,
      error: `mulligan: ${message} \`mulligan help retry\` shows the options.\n`,
    });
  });
});

describe("a command", () => {
  const script = (text: string) => `#!/bin/sh\n${text}\n`;
  const scripts = {
    "task.md": "t",
    "run-agent.sh": script('cat "$MULLIGAN_START_DIR/run.json"; touch "made-$MULLIGAN_ATTEMPT"'),
    "evaluate.sh": script("test -f made-2"),
    "run.json": readFileSync(failing),
  };
  const environment = process.env as Record<string, string>;
  const withScripts = (files: Record<string, string> = {}) => {
    const cwd = folderWith({ ...scripts, ...files });
    for (const name of ["run-agent.sh", "evaluate.sh"]) chmodSync(join(cwd, name), 0o755);
    return cwd;
  };

  it("is seen from where mulligan was started, and the solved workspace stays", async () => {
    const cwd = withScripts();
    const words = ["retry", "--task", "task.md", "--run", "./run-agent.sh", "--evaluate", "./evaluate.sh", "--json"];
    const { code, out, error } = await mulligan(words, { cwd, environment });
    expect({ code, solved: JSON.parse(out).solved }).toEqual({ code: 0, solved: true });
    const [kept] = JSON.parse(out).solved_in;
    expect(existsSync(join(kept, "made-2"))).toBe(true);
    expect(existsSync(join(cwd, ".mulligan/retry-1/attempts/task/first-1-e1.1/workspace"))).toBe(false);
    expect(readFileSync(join(cwd, ".mulligan/retry-1/.gitignore"), "utf8")).toBe("*\n");
    expect(error).toContain("note: Without --workspace FOLDER each attempt begins in an empty folder.\n");
  });

  it("gets a copy of the folder that the results lie in, without them", async () => {
    const cwd = withScripts({ "src/deep/a.txt": "a", ".mulligan/lessons.jsonl": "" });
    mkdirSync(join(cwd, "linked"));
    symlinkSync("../src", join(cwd, "linked/to"));
    const words = ["retry", "--task", "task.md", "--run", "./run-agent.sh", "--evaluate", "./evaluate.sh"];
    const more = ["--workspace", ".", "--json", "-q"];
    await mulligan([...words, ...more], { cwd, environment });
    const { out } = await mulligan([...words, ...more], { cwd, environment });
    const [kept] = JSON.parse(out).solved_in;
    expect(readdirSync(join(kept, ".mulligan"))).toEqual(["lessons.jsonl"]);
    expect(readFileSync(join(kept, "src/deep/a.txt"), "utf8")).toBe("a");
    expect(readlinkSync(join(kept, "linked/to"))).toBe("../src");
  });

  it("gets a git worktree, which is gone afterwards", async () => {
    const cwd = withScripts();
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.invalid", ...words], { cwd }).toString();
    git("init", "--quiet");
    git("add", "task.md");
    git("commit", "--quiet", "-m", "one");
    const words = [
      "retry",
      "--task",
      "task.md",
      "--run",
      "./run-agent.sh",
      "--evaluate",
      "test ! -f evaluate.sh -a -f made-3",
    ];
    const { code, out } = await mulligan([...words, "--worktree", "--json", "-q"], { cwd, environment });
    expect(code).toBe(0);
    const [kept] = JSON.parse(out).solved_in;
    expect(readdirSync(kept).sort()).toEqual([".git", "made-3", "task.md"]);
    expect(git("worktree", "list").trimEnd().split("\n")).toHaveLength(2);
    expect(git("status", "--short")).not.toContain(".mulligan");
  });

  it.each([
    [["--stop-on", "same-failure"], 2, "NEVER_TESTED 2 times in a row"],
    [["--stop-on", "no-rise"], 2, "the score no longer rises above 0"],
    [["--max-cost", "1.5"], 3, "the cost limit of 1.5 dollars is reached"],
    [["--stop-on", ""], 4, undefined],
  ])("is begun until %j says that it is enough", async (words, count, stopped) => {
    const cwd = withScripts({ "agent.sh": script('echo \'{"cost":0.5}\' > "$MULLIGAN_USAGE_FILE"; cat "$0.json"') });
    writeFileSync(join(cwd, "agent.sh.json"), readFileSync(failing));
    const command = ["retry", "--task", "task.md", "--run", 'sh "$MULLIGAN_START_DIR/agent.sh"', "--evaluate", "false"];
    const { out } = await mulligan([...command, "--attempts", "4", "--json", "-q", ...words], { cwd, environment });
    const { attempts } = JSON.parse(out);
    expect(attempts).toHaveLength(count);
    expect(attempts.at(-1).stopped).toBe(stopped);
  });

  it("is told what its arm may use: a pack, failure types, the failing output, nothing", async () => {
    const cwd = withScripts();
    const arms = ["plain", "errors-only", "plan", "plan:default", "plan:process", "plan:LOOPING_BEHAVIOR+NEVER_TESTED"];
    const command = ["retry", "--task", "task.md", "--run", "./run-agent.sh", "--evaluate", "echo 1 failed; exit 1"];
    const words = ["--arms", arms.join(","), "--attempts", "2", "--json", "-q"];
    const { out } = await mulligan([...command, ...words], { cwd, environment });
    const attempts: { arm: string; told: Record<string, string> }[] = JSON.parse(out).attempts;
    const told = new Map(attempts.map((attempt) => [attempt.arm, attempt.told]));
    expect([...told.keys()].sort()).toEqual(["first", ...arms].sort());
    expect(arms.map((arm) => told.get(arm)?.["primary_id"] ?? null)).toEqual([
      null,
      null,
      "default/NEVER_TESTED",
      "default/NEVER_TESTED",
      "default/UNCLASSIFIED",
      "default/NEVER_TESTED",
    ]);
    expect(told.get("plain")?.["user_context_addon"]).toBe("");
    expect(told.get("errors-only")?.["user_context_addon"]).toContain("1 failed");
    expect(told.get("errors-only")?.["system_prompt_addon"]).toBe("");
    expect(told.get("plan")?.["system_prompt_addon"]).not.toBe("");
  });

  it("is not begun once the time is up", async () => {
    const cwd = withScripts();
    const words = ["retry", "--task", "task.md", "--run", "./run-agent.sh", "--evaluate", "false", "--json", "-q"];
    const { out } = await mulligan([...words, "--max-seconds", "0.001"], { cwd, environment });
    expect(JSON.parse(out).attempts).toMatchObject([{ stopped: "the time limit of 0.001 seconds is reached" }]);
  });
});

describe("mulligan campaign", () => {
  const episodes = [1, 2, 3].map((number) => `{"id":"e${number}","task":"Round the discount once."}\n`).join("");

  it("runs all arms, goes on where it stopped, and reports", async () => {
    const cwd = project({ "episodes.jsonl": episodes });
    const words = [
      "campaign",
      "episodes.jsonl",
      ...withAgent(cwd),
      ...withEvaluator(cwd),
      "--attempts",
      "2",
      "--jobs",
      "2",
    ];
    const environment = process.env as Record<string, string>;
    const part = await mulligan([...words, "--out", "results", "--max-cost", "2"], { cwd, environment });
    expect(part.error).toContain("--max-cost 2 is reached; what is left was not begun.");
    const whole = await mulligan([...words, "--out", "results"], { cwd, environment });
    expect(whole.code).toBe(0);
    expect(whole.error.split("\n").filter((line) => / [12]: /.test(line)).length).toBeLessThan(9);
    expect(whole.out).toContain("Not enough pairs to tell: plan solved 3 against 0 of 3 pairs");

    const report = (format: string) => mulligan(["report", "results", "--format", format], { cwd });
    const { statistics, attempts } = JSON.parse((await report("json")).out);
    expect(attempts).toHaveLength(9);
    expect(statistics.comparisons[0]).toMatchObject({
      name: "plan",
      against: "plain",
      recovered: 3,
      broken: 0,
      pairs: 3,
    });
    expect((await report("csv")).out.split("\r\n")).toHaveLength(11);
    expect((await report("markdown")).out).toContain("| plan | 3/3 (44-100 %) |");
    const { out } = await mulligan(["strategies", "results"], { cwd });
    expect(out).toMatch(/default\/NEVER_TESTED .* 3 +3 +3 +3 +0 +0 +not /);

    // Another strategy of the type has no results yet; what wins is told, and which it was.
    const pack = join(root, "packages/templates-default/dist/index.js");
    writeFileSync(
      join(cwd, "mulligan.config.mjs"),
      `import pack from ${JSON.stringify(pack)};\nexport default { strategies: { NEVER_TESTED: pack.strategies.NEVER_TESTED } };\n`,
    );
    const prefer = ["plan", join(recordings, "never-tested/run.traj.json"), "--json", "--prefer", "effective"];
    const chosen = await mulligan([...prefer, "--memory", "results", "--prefer-seed", "1"], { cwd });
    expect(chosen.error).toBe(
      "--prefer effective: NEVER_TESTED is told by default/NEVER_TESTED, chosen at random by what is known of default/NEVER_TESTED (won 3, lost 0), local/NEVER_TESTED (won 0, lost 0).\n",
    );
    expect(JSON.parse(chosen.out)).toMatchObject({ primary_id: "default/NEVER_TESTED" });
    const without = await mulligan(prefer, { cwd });
    expect(without.code).toBe(2);
    expect(without.error).toContain("--prefer effective needs --memory RESULTS");

    const other = await mulligan([...words, "--out", "results", "--attempts", "5"], { cwd, environment });
    expect(other.error).toContain("was begun with a limit of attempts of 2, and is to go on with 5.");

    const otherAgent = await mulligan([...words, "--out", "results", "--run", "true"], { cwd, environment });
    expect(otherAgent.code).toBe(2);
    expect(otherAgent.error).toMatch(
      /^mulligan: results holds results of --run "sh .+", and not "true": they cannot be held against one another\. Name another folder with --out, or pass --changed-commands where both do the same\./,
    );
    const otherEvaluator = ["--out", "results", "--evaluate", "true; true"];
    const judged = await mulligan([...words, ...otherEvaluator], { cwd, environment });
    expect(judged.error).toContain('results holds results of --evaluate "');
    const allowed = await mulligan([...words, ...otherEvaluator, "--changed-commands"], { cwd, environment });
    expect(allowed.code).toBe(0);
    // From now on the folder belongs to this evaluator.
    expect((await mulligan([...words, ...otherEvaluator], { cwd, environment })).code).toBe(0);
  });

  it("ends where the infrastructure fails again and again, and makes these attempts again when it is asked to", async () => {
    const many = Array.from({ length: 12 }, (_, index) => `{"id":"e${index}","task":"Round it once."}\n`).join("");
    const cwd = folderWith({ "episodes.jsonl": many });
    const environment = process.env as Record<string, string>;
    const words = ["campaign", "episodes.jsonl", "--evaluate", "false", "--attempts", "1", "--out", "results"];
    const broken = await mulligan([...words, "--run", "echo no quota >&2; exit 75"], { cwd, environment });
    expect(broken.code).toBe(4);
    expect(broken.error).toContain(
      "Stopped: 10 attempts in a row failed for the infrastructure (the last: The agent says that the infrastructure failed: no quota).",
    );
    const again = await mulligan([...words, "--run", "true", "-q"], { cwd, environment });
    expect(again.error).toContain("10 of 12 attempts failed for the infrastructure");
    const mended = await mulligan([...words, "--run", "true", "--retry-infrastructure", "--json"], {
      cwd,
      environment,
    });
    expect(JSON.parse(mended.out)).toMatchObject({ first: { hits: 0, total: 12 }, first_infrastructure: 0 });
  });

  it.each([
    ["", "episodes.jsonl holds no episode."],
    ["{", "episodes.jsonl:1: this is no JSON"],
    ['{"task":"t"}', "episodes.jsonl:1: there is no id."],
    ['{"id":"a"}', "episodes.jsonl:1: there is neither task nor task_file."],
    ['{"id":"a","task":"t"}\n{"id":"a","task":"t"}', 'The campaign has the episode "a" twice.'],
    ['{"id":"a","task":"t","workspace":"none"}', "episodes.jsonl:1: none: there is no such folder."],
  ])("refuses the episodes %j", async (content, message) => {
    const cwd = project({ "episodes.jsonl": content });
    const { code, error } = await mulligan(["campaign", "episodes.jsonl", "--run", "true"], { cwd, environment: {} });
    expect(code).toBe(2);
    expect(error).toContain(message);
  });
});
