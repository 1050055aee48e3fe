import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, root } from "./run.js";

const document = readFileSync(join(root, "docs/retry-recipes.md"), "utf8");
const task = "Round the discount once.";
const command = "sed -i s/1/2/ total.js";
const lines = (...events: readonly object[]) => events.map((event) => JSON.stringify(event)).join("\n");

interface Recipe {
  readonly agent: string;
  /** What the stand-in leaves, as that agent would. */
  readonly recording: string;
  /** Where in the attempt's folder it leaves it; on standard output where nothing is said. */
  readonly leaves?: string;
  /** What it has to be started with. */
  arguments(told: Told): readonly string[];
  input?(told: Told): string;
}

interface Told {
  readonly attempt: number;
  readonly folder: string;
  readonly system: string;
  readonly prompt: string;
}

const inFront = ({ system, prompt }: Told) => (system === "" ? prompt : `${system}\n${prompt}`);

const atif = {
  schema_version: "ATIF-v1.6",
  session_id: "s",
  agent: { name: "a", version: "1" },
  steps: [
    { step_id: 1, source: "user", message: task },
    {
      step_id: 2,
      source: "agent",
      message: "",
      tool_calls: [{ tool_call_id: "c", function_name: "bash", arguments: { command } }],
      observation: { results: [{ source_call_id: "c", content: "" }] },
    },
  ],
};

const recipes: Readonly<Record<string, Recipe>> = {
  "mini-swe-agent": {
    agent: "mini",
    recording: JSON.stringify({
      info: { exit_status: "Submitted", submission: "" },
      messages: [
        { role: "system", content: "You use a shell." },
        { role: "user", content: task },
        {
          role: "assistant",
          content: "",
          tool_calls: [
            { id: "c", type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } },
          ],
          extra: { actions: [{ command, tool_call_id: "c" }] },
        },
        { role: "tool", tool_call_id: "c", content: "", extra: { raw_output: "", returncode: 0 } },
        { role: "exit", content: "Submitted", extra: { exit_status: "Submitted", submission: "" } },
      ],
      trajectory_format: "mini-swe-agent-1.1",
    }),
    leaves: "run.traj.json",
    arguments: (told) => [
      ...["--yolo", "--exit-immediately", "--output", join(told.folder, "run.traj.json")],
      ...["--task", inFront(told)],
    ],
  },
  "Claude Code": {
    agent: "claude",
    recording: lines(
      { type: "system", subtype: "init", session_id: "s", cwd: "/w", tools: ["Bash"], model: "m" },
      {
        type: "assistant",
        message: { role: "assistant", content: [{ type: "tool_use", id: "c", name: "Bash", input: { command } }] },
        session_id: "s",
      },
      {
        type: "user",
        message: { role: "user", content: [{ type: "tool_result", tool_use_id: "c", content: "" }] },
        session_id: "s",
      },
      { type: "result", subtype: "success", is_error: false, result: "Done.", session_id: "s", total_cost_usd: 0.25 },
    ),
    arguments: ({ system }) => [
      ...["-p", "--output-format", "stream-json", "--verbose", "--permission-mode", "bypassPermissions"],
      ...(system === "" ? [] : ["--append-system-prompt", system]),
    ],
    input: ({ prompt }) => prompt,
  },
  Codex: {
    agent: "codex",
    recording: lines(
      { type: "thread.started", thread_id: "t" },
      { type: "turn.started" },
      {
        type: "item.completed",
        item: { id: "i", type: "command_execution", command, aggregated_output: "", exit_code: 0, status: "completed" },
      },
      { type: "turn.completed", usage: { input_tokens: 1, output_tokens: 1 } },
    ),
    arguments: ({ system }) => [
      ...["exec", "--json", "--sandbox", "workspace-write", "--skip-git-repo-check"],
      ...(system === "" ? [] : ["-c", `developer_instructions=${JSON.stringify(system)}`]),
      "-",
    ],
    input: ({ prompt }) => prompt,
  },
  "Gemini CLI": {
    agent: "gemini",
    recording: lines(
      { type: "init", timestamp: "2026-01-01T00:00:00Z", session_id: "s", model: "m" },
      { type: "tool_use", tool_name: "run_shell_command", tool_id: "c", parameters: { command } },
      { type: "tool_result", tool_id: "c", status: "success", output: "" },
      { type: "result", status: "success", stats: {} },
    ),
    arguments: (told) => ["--output-format", "stream-json", "--approval-mode", "yolo", "--prompt", inFront(told)],
  },
  opencode: {
    agent: "opencode",
    recording: lines(
      {
        type: "tool_use",
        sessionID: "s",
        part: {
          id: "p",
          type: "tool",
          callID: "c",
          tool: "bash",
          state: { status: "completed", input: { command }, output: "" },
        },
      },
      { type: "step_finish", sessionID: "s", part: { id: "q", type: "step-finish", reason: "stop" } },
    ),
    arguments: ({ prompt }) => ["run", "--format", "json", prompt],
  },
  Harbor: {
    agent: "harbor",
    recording: JSON.stringify(atif),
    leaves: "jobs/attempt/my-task__x/agent/trajectory.json",
    arguments: ({ folder }) => [
      ...["run", "--path", ".", "--agent", "claude-code", "--jobs-dir", join(folder, "jobs"), "--job-name", "attempt"],
    ],
  },
};

/** The scripts that a section shows, and its command. */
function section(name: string): { scripts: ReadonlyMap<string, string>; words: string[] } {
  const text = document.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? "";
  const scripts = [...text.matchAll(/^`([\w-]+\.sh)`:\n\n```sh\n(.*?)^```$/gms)];
  const line = /^mulligan (.*)$/m.exec(text)?.[1] ?? "";
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  return { scripts: new Map(scripts.map(([, file = "", content = ""]) => [file, content])), words };
}

/** Keeps what it was started with, and leaves a recorded run. */
function standIn({ leaves }: Recipe): string {
  return `#!/bin/sh
for word in "$@"; do printf '%s\\0' "$word"; done > "$MULLIGAN_ATTEMPT_DIR/arguments"
printf %s "$OPENCODE_CONFIG_CONTENT" > "$MULLIGAN_ATTEMPT_DIR/configuration"
cat > "$MULLIGAN_ATTEMPT_DIR/input"
if [ -f instruction.md ]; then cat instruction.md > "$MULLIGAN_ATTEMPT_DIR/instruction"; fi
echo "$MULLIGAN_ATTEMPT" > made
${
  leaves === undefined
    ? 'cat "$MULLIGAN_START_DIR/recording"'
    : `mkdir -p "$(dirname "$MULLIGAN_ATTEMPT_DIR/${leaves}")"
cp "$MULLIGAN_START_DIR/recording" "$MULLIGAN_ATTEMPT_DIR/${leaves}"
if [ -d "$MULLIGAN_ATTEMPT_DIR/jobs" ]; then
  if [ "$MULLIGAN_ATTEMPT" = 2 ]; then reward=1.0; else reward=0.0; fi
  echo '{"task_name":"my-task","trial_name":"x","verifier_result":{"rewards":{"reward":'$reward'}}}' \
    > "$MULLIGAN_ATTEMPT_DIR/jobs/attempt/my-task__x/result.json"
fi`
}
exit 0
`;
}

describe.each(Object.entries(recipes))("the recipe for %s", (name, recipe) => {
  it("hands its agent what it was told, and reads what that leaves", async () => {
    const { scripts, words } = section(name);
    const cwd = folderWith({
      "task.md": task,
      recording: recipe.recording,
      "evaluate.sh": '#!/bin/sh\ntest "$(cat made)" = 2\n',
      "my-task/instruction.md": task,
      [`bin/${recipe.agent}`]: standIn(recipe),
    });
    mkdirSync(join(cwd, "home"));
    for (const [file, content] of scripts) writeFileSync(join(cwd, file), content);
    for (const file of ["evaluate.sh", `bin/${recipe.agent}`, ...scripts.keys()]) chmodSync(join(cwd, file), 0o755);
    const environment = {
      ...(process.env as Record<string, string>),
      HOME: join(cwd, "home"),
      PATH: `${join(cwd, "bin")}${delimiter}${process.env["PATH"]}`,
    };
    const more = ["--attempts", "2", "--out", "results", "--json", "-q"];
    const { code, out, error } = await mulligan([...words, ...more], { cwd, environment });
    expect({ code, error }).toEqual({ code: 0, error: "" });

    const { attempts } = JSON.parse(out);
    expect(attempts.map(({ result }: { result: string }) => result)).toEqual(["failed", "solved"]);
    expect(attempts.map(({ problems }: { problems: string[] }) => problems)).toEqual([[], []]);
    expect(attempts.every(({ steps }: { steps: number | null }) => steps !== null && steps > 0)).toBe(true);
    const folders = join(cwd, "results/attempts/task");
    const kept = readdirSync(folders).sort();
    expect(kept).toEqual(["first-1-e1.1", "plan-2-e1.1"]);
    for (const [index, attempt] of kept.entries()) {
      const folder = join(folders, attempt);
      const text = (file: string) => readFileSync(join(folder, file), "utf8");
      const { system_prompt_addon: system } = index === 0 ? { system_prompt_addon: "" } : JSON.parse(text("plan.json"));
      const told: Told = { attempt: index + 1, folder, system, prompt: text("prompt.md") };
      expect(text("arguments").split("\0").slice(0, -1)).toEqual(recipe.arguments(told));
      expect(text("input")).toBe(recipe.input?.(told) ?? "");
      expect(told.system.length > 0).toBe(index === 1);
      expect(told.prompt.endsWith(task)).toBe(true);
      if (name === "opencode") {
        expect(JSON.parse(text("configuration"))).toEqual({
          permission: "allow",
          instructions: [join(folder, "system-addon.md")],
        });
        expect(text("system-addon.md").trimEnd()).toBe(system);
      }
      if (name === "Harbor") expect(text("instruction")).toBe(inFront(told));
    }
  });
});

it("has a test for every recipe of an agent", () => {
  const headings = [...document.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([...Object.keys(recipes), "Any other agent"]);
});

it("uses no variable that is not documented, and none is documented that is not there", () => {
  const named = (text: string) => [...new Set(text.match(/MULLIGAN_[A-Z_]+/g))].sort();
  const sources = ["process-runner.ts", "judge.ts"].map((file) =>
    readFileSync(join(root, "packages/cli/src/retry", file), "utf8"),
  );
  const documented = readFileSync(join(root, "docs/retry.md"), "utf8");
  const rows = documented.split("\n").filter((line) => line.startsWith("| `MULLIGAN_"));
  expect(rows.flatMap((row) => named(row.split("|")[1] ?? "")).sort()).toEqual(named(sources.join("\n")));
  for (const name of named(document)) expect(documented).toContain(name);
});
