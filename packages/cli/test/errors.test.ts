import { describe, expect, it } from "vitest";
import { commandNames } from "../src/help.js";
import { folderWith, mulligan } from "./run.js";

describe("usage errors", () => {
  it.each([
    [
      ["plna"],
      'mulligan: there is no command "plna". Did you mean `mulligan plan`? `mulligan --help` shows them all.\n',
    ],
    [
      ["xyz"],
      `mulligan: there is no command "xyz". Commands: ${commandNames.join(", ")}. \`mulligan --help\` shows them all.\n`,
    ],
    [
      ["runs/run.traj.json"],
      'mulligan: there is no command "runs/run.traj.json". Did you mean `mulligan plan runs/run.traj.json`? `mulligan --help` shows them all.\n',
    ],
    [
      ["plan"],
      "mulligan: Name exactly one recorded run, or - for standard input. `mulligan help plan` shows the options.\n",
    ],
    [
      ["diagnose"],
      "mulligan: Name at least one recorded run, a folder, or - for standard input. `mulligan help diagnose` shows the options.\n",
    ],
    [["plan", "x", "--nope"], "mulligan: Unknown option '--nope'. `mulligan help plan` shows the options.\n"],
    [
      ["plan", "x", "--score", "3"],
      'mulligan: --score "3" is not a number from 0 to 1. `mulligan help plan` shows the options.\n',
    ],
    [
      ["plan", "x", "--run", "0"],
      'mulligan: --run "0" is not a whole number from 1 or more. `mulligan help plan` shows the options.\n',
    ],
    [
      ["plan", "x", "--outcome", "bad"],
      'mulligan: --outcome "bad" is not one of passed, failed, unknown. `mulligan help plan` shows the options.\n',
    ],
    [
      ["plan", "never-tested/run.traj.json", "--evidence", "x"],
      "mulligan: --evidence goes with --failure-type. `mulligan help plan` shows the options.\n",
    ],
    [
      ["plan", "never-tested/run.traj.json", "--run", "2"],
      "mulligan: --run 2: never-tested/run.traj.json holds no such run. `mulligan help plan` shows the options.\n",
    ],
    [
      ["plan", "x", "--json", "--addon", "user"],
      "mulligan: --json and --addon exclude each other. `mulligan help plan` shows the options.\n",
    ],
    [
      ["plan", "x", "--failure-type", "never tested"],
      'mulligan: --failure-type "never tested" is no failure type; they are written like NEVER_TESTED. `mulligan help plan` shows the options.\n',
    ],
    [
      ["diagnose", "x", "--json", "--jsonl"],
      "mulligan: --json and --jsonl exclude each other. `mulligan help diagnose` shows the options.\n",
    ],
    [
      ["diagnose", "x", "--fail-on", "none"],
      'mulligan: --fail-on "none" is not one of critical, major, minor. `mulligan help diagnose` shows the options.\n',
    ],
    [["read"], "mulligan: Name a recorded run, or - for standard input. `mulligan help read` shows the options.\n"],
    [["read", "x", "--full"], "mulligan: --full goes with --step. `mulligan help read` shows the options.\n"],
    [
      ["read", "x", "--step", "3", "--json"],
      "mulligan: --step goes with neither --facts nor --json. `mulligan help read` shows the options.\n",
    ],
    [["packs", "x"], 'mulligan: "x" is one word too many. `mulligan help packs` shows the options.\n'],
    [
      ["explain"],
      "mulligan: Name one failure type, or a recorded run with --step. `mulligan help explain` shows the options.\n",
    ],
    [
      ["explain", "NOPE", "--no-config"],
      /^mulligan: There is no failure type "NOPE" in force\. Known: .*NEVER_TESTED.*\. `mulligan help explain` shows the options\.\n$/,
    ],
    [
      ["compare", "a"],
      "mulligan: Name two recorded runs or folders: the attempt before, and the retry; --with AFTER stands between several of each. `mulligan help compare` shows the options.\n",
    ],
  ])("%j", async (commandLine, message) => {
    const { code, out, error } = await mulligan(commandLine);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    if (typeof message === "string") expect(error).toBe(message);
    else expect(error).toMatch(message);
  });

  it("says that a file is missing, with exit code 3", async () => {
    expect(await mulligan(["plan", "nothing.json"])).toEqual({
      code: 3,
      out: "",
      error: "nothing.json: There is no such file or folder.\n",
    });
    expect((await mulligan(["compare", "nothing.json", "nothing.json"])).code).toBe(3);
  });

  it("says what is wrong with a report", async () => {
    const folder = folderWith({ "run.json": "{}", "odd.json": "{}" });
    const reportOf = async (name: string) => {
      const { code, error } = await mulligan(["diagnose", "run.json", "--report", name], { cwd: folder });
      return { code, error };
    };
    expect(await reportOf("nothing.json")).toEqual({
      code: 2,
      error:
        "mulligan: --report nothing.json: There is no such file or folder. `mulligan help diagnose` shows the options.\n",
    });
    expect(await reportOf("odd.json")).toEqual({
      code: 2,
      error:
        "mulligan: --report odd.json: this is no evaluator's report that is known (SWE-bench report or results, Harbor, Terminal-Bench, CTRF, JUnit XML, a number).\n",
    });
  });

  it("says what is wrong with an outcomes file", async () => {
    const { code, error } = await mulligan(["diagnose", "never-tested/run.traj.json", "--outcomes", "nothing.json"]);
    expect({ code, error }).toEqual({
      code: 2,
      error:
        "mulligan: --outcomes nothing.json: There is no such file or folder. `mulligan help diagnose` shows the options.\n",
    });
  });
});

describe("help", () => {
  it.each([[[]], [["--help"]], [["help"]], [["-h"]]])("%j shows the commands", async (commandLine) => {
    const { code, out } = await mulligan(commandLine);
    expect(code).toBe(0);
    expect(out).toMatch(/^mulligan: finds out by rules why/);
  });

  it.each(["plan", "diagnose", "read", "compare", "packs", "retry", "campaign", "explain", "evaluate"])(
    "shows the options of %s",
    async (name) => {
      const shown = await mulligan(["help", name]);
      expect(shown.out).toMatch(new RegExp(`^Usage: mulligan ${name} `));
      expect((await mulligan([name, "--help"])).out).toBe(shown.out);
    },
  );

  it("tells the version", async () => {
    expect((await mulligan(["--version"])).out).toBe("0.0.0-test\n");
  });

  it("keeps to 100 columns", async () => {
    for (const name of [
      "plan",
      "diagnose",
      "read",
      "compare",
      "packs",
      "retry",
      "campaign",
      "explain",
      "evaluate",
      undefined,
    ]) {
      const { out } = await mulligan(name === undefined ? ["help"] : ["help", name]);
      for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    }
  });
});

describe("colour", () => {
  it("is off in a pipe and with NO_COLOR, on where it is asked for", async () => {
    const escape = "\u001B[";
    expect((await mulligan(["packs"])).out).not.toContain(escape);
    expect((await mulligan(["packs", "--color"])).out).toContain(escape);
    expect((await mulligan(["packs"], { environment: { FORCE_COLOR: "1" } })).out).toContain(escape);
    expect((await mulligan(["packs"], { environment: { FORCE_COLOR: "1", NO_COLOR: "1" } })).out).not.toContain(escape);
  });
});
