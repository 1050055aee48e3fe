import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { main } from "../src/main.js";
import { folderWith, mulligan } from "./run.js";

const episodes = [1, 2, 3].map((number) => `{"id":"e${number}","task":"Mend it."}\n`).join("");
const words = [
  "campaign",
  "episodes.jsonl",
  "--evaluate",
  "false",
  "--attempts",
  "2",
  "--arms",
  "plain",
  "--out",
  "results",
];
const environment = process.env as Record<string, string>;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const pause = () => new Promise((done) => setTimeout(done, 10));

function start(commandLine: readonly string[], cwd: string) {
  let interrupt: () => void = () => undefined;
  let error = "";
  const running = main(commandLine, {
    cwd,
    environment,
    terminal: false,
    columns: undefined,
    out: () => undefined,
    error: (text) => (error += text),
    standardInput: async function* () {},
    importModule: (specifier) => import(specifier) as Promise<unknown>,
    onInterruption: (listener) => {
      interrupt = listener;
      return () => undefined;
    },
  });
  return { running, interrupt: () => interrupt(), said: () => error };
}

it("stops agents and leaves no workspace at Ctrl-C, and the same command goes on", async () => {
  const cwd = folderWith({ "episodes.jsonl": episodes });
  const pids = join(cwd, "pids");
  // The second episode's agent says that it works, and goes on working for ever.
  const agent = 'if [ "$MULLIGAN_EPISODE" = e2 ]; then sleep 600 & echo $$ $! > "$MULLIGAN_START_DIR/pids"; wait; fi';
  const { running, interrupt, said } = start([...words, "--run", agent], cwd);
  while (!existsSync(pids) || readFileSync(pids, "utf8") === "") await pause();
  interrupt();
  expect(await running).toBe(130);
  expect(said()).toContain("Interrupted. 2 results are kept in results; the same command goes on from there.");
  const numbers = readFileSync(pids, "utf8").trim().split(" ").map(Number);
  expect(numbers).toHaveLength(2);
  while (numbers.some(isRunning)) await pause();
  const attempts = join(cwd, "results/attempts/e2");
  expect(readdirSync(attempts)).toEqual(["first-1-e1.1"]);
  expect(existsSync(join(attempts, "first-1-e1.1/workspace"))).toBe(false);

  const resumed = await mulligan([...words, "--run", "true", "--changed-commands", "--json"], { cwd, environment });
  expect(resumed.code).toBe(0);
  expect(resumed.error.match(/^e\d \w+ \d/gm)).toEqual(["e2 first 1", "e2 plain 2", "e3 first 1", "e3 plain 2"]);
  expect(JSON.parse(resumed.out)).toMatchObject({ episodes: 3, attempts: 6 });
});

it("goes on with a single task where it was interrupted", async () => {
  const cwd = folderWith({ "task.md": "Mend it." });
  const agent = 'if [ "$MULLIGAN_ATTEMPT" = 2 ]; then touch "$MULLIGAN_START_DIR/begun"; sleep 600; fi';
  const command = ["retry", "--task", "task.md", "--evaluate", "false", "--attempts", "2"];
  const { running, interrupt, said } = start([...command, "--run", agent], cwd);
  while (!existsSync(join(cwd, "begun"))) await pause();
  interrupt();
  expect(await running).toBe(130);
  const shown = ".mulligan/retry-1";
  expect(said()).toContain(
    `Interrupted. 1 result is kept in ${shown}; the same command with --out ${shown} goes on from there.`,
  );
  const resumed = await mulligan([...command, "--run", "true", "--out", shown, "--changed-commands", "--json"], {
    cwd,
    environment,
  });
  expect(resumed.error.match(/^task \w+ \d/gm)).toEqual(["task plan 2"]);
  expect(JSON.parse(resumed.out).attempts).toHaveLength(2);

  writeFileSync(join(cwd, "task.md"), "Mend another thing.");
  const other = await mulligan([...command, "--run", "true", "--out", shown], { cwd, environment });
  expect(other.error).toContain(`${shown} holds results of another task. Name another folder with --out.`);
});
