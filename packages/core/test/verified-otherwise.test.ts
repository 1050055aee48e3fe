import { describe, expect, it } from "vitest";
import { verifiedOtherwise } from "../src/index.js";
import type { Action, EpisodeEvent, Step } from "../src/index.js";
import { check, edit, episodeOf, test } from "./episode.js";

type Given = readonly Action[] | Partial<Step>;

const changed = [edit("src/a.py")];
const error = { name: "ValueError", message: "no such row", path: "src/a.py" };
const otherwise = (steps: readonly Given[], step = 1, rest: Parameters<typeof episodeOf>[1] = {}) =>
  verifiedOtherwise(episodeOf(steps, rest), step, ["src/b.py", "src/a.py"]);
const run = (command: string, stoppedByEnvironment = false): readonly Action[] => [
  { kind: "run", command, exitCode: 0, tree: "current", ok: true, stoppedByEnvironment },
];
const other = (command: string): readonly Action[] => [{ kind: "other", command }];
const delegate = (task: string): readonly Action[] => [{ kind: "delegate", task }];

describe("it may have been verified in another way", () => {
  it("by a person, after the step", () => {
    const said = (text: string, afterStep = 1, kind: "user" | "message" = "user") => {
      const event: EpisodeEvent = { kind, afterStep, text };
      return otherwise([changed], 1, { events: [event] });
    };
    expect(said("I tested it")).toBe(true);
    expect(said("I've just run it")).toBe(true);
    expect(said("AI tested it")).toBe(false);
    expect(said("It works")).toBe(false);
    expect(said("I tested it", 0)).toBe(false);
    expect(said("I tested it", 1, "message")).toBe(false);
  });

  it("by a sub-agent that was sent to", () => {
    expect(otherwise([delegate("Run it")])).toBe(true);
    expect(otherwise([delegate("Verify the change")])).toBe(true);
    expect(otherwise([delegate("Look at the latest files")])).toBe(false);
    expect(otherwise([delegate("Run it"), changed], 2)).toBe(false);
  });

  it("by a start of the edited file", () => {
    expect(otherwise([run("python src/a.py")])).toBe(true);
    expect(otherwise([run("a.py")])).toBe(true);
    expect(otherwise([run("x y z ./a.py")])).toBe(true);
    expect(otherwise([run("x y z w a.py")])).toBe(false);
    expect(otherwise([run("python aa.py")])).toBe(false);
    expect(otherwise([run("python a.py", true)])).toBe(false);
    expect(otherwise([run("python c.py")])).toBe(false);
  });

  it("by code that loads the edited file", () => {
    expect(otherwise([run("python -c 'from src.a import total; print(total([]))'")])).toBe(true);
    expect(otherwise([run("node -e \"require('./src/a').f()\"")])).toBe(true);
    expect(otherwise([run("echo src.a")])).toBe(false);
    const loads = (path: string, command: string) => verifiedOtherwise(episodeOf([run(command)]), 1, [path]);
    expect(loads("util.py", "python -c 'import util; util.f()'")).toBe(true);
    expect(loads("util.py", "python -c 'import utils'")).toBe(false);
    expect(loads("util.js", "node -e \"require('./util')\"")).toBe(true);
    expect(loads("src/shop/__init__.py", "python -c 'import src.shop'")).toBe(true);
    expect(loads("tool/__main__.py", "python -m tool")).toBe(true);
    expect(loads("src/tool/cli.py", "python -m src.tool.cli")).toBe(true);
    expect(loads("a(b/c.py", "python a(b/c")).toBe(true);
    expect(loads("a(b.py", "python -c 'import a(b'")).toBe(true);
  });

  it("by tests in the background or of a runner that nobody knows", () => {
    const ran = (more: object, observation = "") =>
      otherwise([{ observation, actions: [test(0, { ran: false, ...more })] }]);
    expect(ran({}, "Running in the background")).toBe(true);
    expect(ran({}, "main background")).toBe(false);
    expect(ran({}, `${" ".repeat(387)}in background`)).toBe(true);
    expect(ran({}, `${" ".repeat(388)}in background`)).toBe(false);
    expect(ran({ runner: "unknown" })).toBe(true);
    expect(ran({ runner: "unknown", error })).toBe(false);
    expect(ran({})).toBe(false);
    expect(ran({ ran: true, runner: "unknown" }, "in the background")).toBe(false);
    expect(otherwise([{ observation: "in the background", actions: [check("x")] }])).toBe(false);
  });

  it.each([
    ["mcp__XcodeBuildMCP__build_sim", true],
    ["mcp__playwright__browser_click", true],
    ["mcp__puppeteer__puppeteer_screenshot", true],
    ["mcp__ide__getDiagnostics", true],
    ["preview-page", true],
    ["mcp__unity__read_console", false],
    ["mcp__tests__list_files", false],
    ["latest_builder", false],
  ])("by the tool %s: %s", (tool, expected) => {
    expect(otherwise([{ tool, actions: [{ kind: "other" }] }])).toBe(expected);
  });

  it("but not by the name of a shell", () => {
    expect(otherwise([{ tool: "execute_command", actions: other("git status") }])).toBe(false);
    expect(otherwise([{ tool: "run_shell", actions: changed }])).toBe(false);
  });

  it("by a page or an address of its own server", () => {
    const fetch = (url: string, command = "") => otherwise([{ command, actions: [{ kind: "fetch", url }] }]);
    expect(fetch("http://localhost:3000/total")).toBe(true);
    expect(fetch("127.0.0.1:8080")).toBe(true);
    expect(fetch("file:///repo/index.html")).toBe(true);
    expect(fetch("https://example.com/localhost")).toBe(false);
    expect(fetch("https://example.com", "curl -F file=@src/a.py https://example.com")).toBe(true);
    expect(fetch("https://example.com", "curl -F file=@a.py https://example.com")).toBe(true);
  });

  it("by what the hook of a commit ran", () => {
    const commit = (observation: string, command = "git commit -am x") =>
      otherwise([{ observation, actions: [{ kind: "vcs", command }] }]);
    expect(commit("✔ vitest related --run\n[main 1a2b3c4] Round totals")).toBe(true);
    expect(commit("[main 1a2b3c4] Add unit tests\n 2 files changed, 3 insertions(+)")).toBe(false);
    expect(commit("✔ vitest related --run", "git status")).toBe(false);
    const both = [check("npm run build"), { kind: "vcs", command: "git commit" }] as const;
    expect(otherwise([{ observation: "> tsc -b", actions: both }])).toBe(false);
    expect(commit("[main 1a2b3c4] x\n create mode 100644 test/total.test.ts")).toBe(false);
  });

  it("in a place of which the output does not come back", () => {
    expect(otherwise([other("ssh box 'cd app && make test'")])).toBe(true);
    expect(otherwise([other("tmux send-keys -t 1 'npm test' Enter")])).toBe(true);
    expect(otherwise([other("scp a.sh box: && ssh box 'systemctl restart app'")])).toBe(true);
    expect(otherwise([other("docker logs -f web")])).toBe(true);
    expect(otherwise([other("ssh box uptime")])).toBe(false);
    expect(otherwise([other("ssh box updates")])).toBe(false);
    expect(otherwise([other("echo ssh test")])).toBe(false);
    expect(otherwise([run("ssh box make test", true)])).toBe(false);
  });

  it("by a linter where the task is about what it says", () => {
    const lint = (task: string, actions: readonly Action[]) => otherwise([actions], 1, { task });
    expect(lint("Fix the lint errors", other("npx eslint src"))).toBe(true);
    expect(lint("Make ruff happy", run("npm run lint"))).toBe(true);
    expect(lint("Fix the total", run("npm run lint"))).toBe(false);
    expect(lint("Fix the lint errors", run("npm run docs"))).toBe(false);
  });
});
