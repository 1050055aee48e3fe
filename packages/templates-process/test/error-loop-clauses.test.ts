import { action, detect, episode } from "@mulligan/pack-kit/testing";
import type { EpisodeBuilder } from "@mulligan/pack-kit/testing";
import type { Action } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { repeatedErrorLoop } from "../src/repeated-error-loop/index.js";

const settings = { name: "ImproperlyConfigured", message: "settings are not configured" };
type Add = (run: EpisodeBuilder, index: number) => EpisodeBuilder;

const three = (add: Add, between: (run: EpisodeBuilder) => EpisodeBuilder = (run) => run, start = episode()) =>
  add(between(add(between(add(start, 1)), 2)), 3);
const found = (run: EpisodeBuilder) => detect(repeatedErrorLoop, run.end());
const stopped: Add = (run, index) => run.run(`python ${index}.py`, { ok: false, error: settings });
const failedWith =
  (message: string, name = "OSError"): Add =>
  (run, index) =>
    run.run(`python ${index}.py`, { ok: false, error: { name, message } });

describe("REPEATED_ERROR_LOOP and what lies in between", () => {
  const vcs = (command: string) => (run: EpisodeBuilder) => run.step({ command }, { kind: "vcs", command });

  it.each([
    ["a word of the agent", (run: EpisodeBuilder) => run.message("again")],
    ["a script that fails otherwise", (run: EpisodeBuilder) => run.check("x", { error: { name: "E", message: "" } })],
    ["a command on versions that leaves the files alone", vcs("git log --grep=unreset")],
  ])("goes on over %s", (_, between) => {
    expect(found(three(stopped, between))).toHaveLength(1);
  });

  it.each([
    ["a compaction", (run: EpisodeBuilder) => run.compaction()],
    ["a build, even one that fails", (run: EpisodeBuilder) => run.check("make", { checks: "build", ok: false })],
    ["another state of the files", vcs("git stash")],
  ])("ends at %s", (_, between) => {
    expect(found(three(stopped, between))).toEqual([]);
  });

  it("is the end of a run that only planned after it", () => {
    expect(found(three(stopped).step({}, { kind: "plan" }))).toMatchObject([{ data: { untilEnd: true } }]);
  });
});

describe("REPEATED_ERROR_LOOP and errors that the task quotes", () => {
  const quoting = (message: string, task: string) => found(three(failedWith(message), undefined, episode(task)));

  it("leaves them out from twelve characters on", () => {
    expect(quoting("abcdefghijkl", "Says abcdefghijkl")).toEqual([]);
    expect(quoting("abcdefghijk", "Says abcdefghijk")).toHaveLength(1);
  });

  it("compares the first 80 characters", () => {
    const start = "word ".repeat(16);
    expect(quoting(`${start}and so on`, `Says ${start}but not more`)).toEqual([]);
    expect(quoting(`${start}and so on`, `Says ${start.slice(0, 79)}`)).toHaveLength(1);
  });
});

describe("REPEATED_ERROR_LOOP knows an error", () => {
  it("by the first 400 characters of its message, without numbers", () => {
    const ending =
      (length: number): Add =>
      (run, index) =>
        failedWith(`${"x".repeat(length)}${"abc".charAt(index - 1)}`)(run, index);
    expect(found(three(ending(400)))).toHaveLength(1);
    expect(found(three(ending(399)))).toEqual([]);
  });

  it("without addresses, but not without the end of a name that looks like one", () => {
    const at =
      (before: string): Add =>
      (run, index) =>
        failedWith(`no ${before}0x${"abc".charAt(index - 1)}`)(run, index);
    expect(found(three(at("")))).toHaveLength(1);
    expect(found(three(at("node")))).toEqual([]);
  });

  it.each([
    ["of the way the code was called", "ImportError", 1],
    ["with a name that starts like one of those", "ImportErrorGroup", 0],
    ["with a name that ends like one of those", "LazyImportError", 0],
    ["of the code itself", "TypeError", 0],
  ])("of a check where it is one %s", (_, name, times) => {
    const add: Add = (run, index) => run.check(`node ${index}`, { error: { name, message: "no x" } });
    expect(found(three(add))).toHaveLength(times);
  });

  it.each([
    ["AssertionError", 0],
    ["Failed", 0],
    ["FailedToOpen", 1],
    ["LoginFailed", 1],
  ])("of a run where it is no expectation: %s", (name, times) => {
    expect(found(three(failedWith("no x", name)))).toHaveLength(times);
  });

  it.each([
    ["which", (index: number) => `which tool${index}`, 0],
    ["a program with another name", (index: number) => `build type ${index}`, 1],
    ["an import alone", (index: number) => `python3.${index} -c 'import x'`, 0],
    ["an import and more", (index: number) => `python3 -c 'import x' ${index}.txt`, 1],
  ])("of a command that is no probe: %s", (_, command, times) => {
    expect(found(three((run, index) => run.run(command(index), { ok: false, error: settings })))).toHaveLength(times);
  });
});

describe("REPEATED_ERROR_LOOP reads what a command printed", () => {
  const missing = "bash: mocha: command not found";
  const stoppedWith =
    (observation: string): Add =>
    (run, index) =>
      run.run(`mocha ${index}`, { stoppedByEnvironment: true, ok: false, observation });
  const misused = "pytest: error: unrecognized arguments: --fast";

  it("for a test runner that is not there", () => {
    const add: Add = (run, index) =>
      run.test(`mocha ${index}`, { ran: false, notRun: "not-started", observation: missing });
    expect(found(three(add))).toMatchObject([{ data: { error: missing } }]);
  });

  it("within 4,000 characters", () => {
    const ending = (length: number) => `${"x".repeat(length - missing.length - 1)}\n${missing}`;
    expect(found(three(stoppedWith(ending(4_000))))).toMatchObject([{ data: { error: missing } }]);
    const [cut] = found(three(stoppedWith(`${ending(3_999)} at`)));
    expect(cut?.data.error).toBe(`${missing} `.trim());
    expect(found(three(stoppedWith(ending(4_001))))).toEqual([]);
  });

  it("and quotes the line without the space around it, in 300 characters", () => {
    expect(found(three(stoppedWith(`   ${missing}  `)))).toMatchObject([{ data: { error: missing } }]);
    const [long] = found(three(stoppedWith(`${missing} ${"x".repeat(400)}`)));
    expect(long?.data.error).toBe(`${missing} ${"x".repeat(299 - missing.length)}`);
  });

  it("for a wrong option, at the start of a line only", () => {
    expect(found(three(stoppedWith(`usage\n${misused}`)))).toHaveLength(1);
    expect(found(three((run, index) => run.run(`x ${index}`, { ok: false, observation: `note ${misused}` })))).toEqual(
      [],
    );
  });

  it.each([
    ["a check", (index: number): Action => action.check(`node ${index}`, { ok: false })],
    ["a command on versions", (index: number): Action => ({ kind: "vcs", command: `git log ${index}` })],
  ])("but not for %s", (_, made) => {
    expect(found(three((run, index) => run.step({ observation: misused }, made(index))))).toEqual([]);
  });
});

describe("REPEATED_ERROR_LOOP takes the answer of another tool", () => {
  const answered =
    (observation: string, fields: object = {}, made: Action = { kind: "other" }): Add =>
    (run, index) =>
      run.step({ tool: "web", command: undefined, status: "error", input: { index }, observation, ...fields }, made);

  it("by its first line", () => {
    expect(found(three(answered("\n Not there\nmore")))).toMatchObject([{ data: { error: "web: Not there" } }]);
  });

  it("of up to 300 characters", () => {
    expect(found(three(answered("x".repeat(300))))).toHaveLength(1);
    expect(found(three(answered("x".repeat(301))))).toEqual([]);
    expect(found(three(answered("")))).toEqual([]);
  });

  it("unless it is none of an error, of a command or of a search", () => {
    expect(found(three(answered("Not there", { status: "ok" })))).toEqual([]);
    const command: Add = (run, index) => run.shell(`x ${index}`, "Not there", { status: "error" });
    expect(found(three(command))).toEqual([]);
    const search: Action = { kind: "search", pattern: "x", shown: [], names: false };
    expect(found(three(answered("Not there", {}, search)))).toEqual([]);
  });
});

describe("REPEATED_ERROR_LOOP quotes a refusal", () => {
  const refused = (reason: string, observation = "") => {
    const add: Add = (run, index) =>
      run.step(
        { command: undefined, tool: "edit", input: { index }, observation },
        action.edit("src/a.ts", { effect: "rejected", reason }),
      );
    return found(three(add)).map(({ data }) => data.error);
  };

  it.each([
    ["whole where it quotes nothing", "Your edit was not applied at all", "Your edit was not applied at all"],
    ["up to its first quote", "No replacement was performed: 'x'", "No replacement was performed …"],
    ["whole where it starts with a quote", "'x' was not found in the file: y", "'x' was not found in the file: y"],
    ["without the space around it", " 'x' is not there ", "'x' is not there"],
    ["in 300 characters", `'x' ${"y".repeat(400)}`, `'x' ${"y".repeat(296)}`],
  ])("%s", (_, reason, error) => {
    expect(refused(reason)).toEqual([error]);
  });

  const reason = "Your edit was not applied at all";
  it("by what a linter lists in 2,000 characters, from the start of a line", () => {
    expect(refused(reason, "- E999 bad indent\nmore")).toEqual(["E999 bad indent"]);
    expect(refused(reason, "see - E999 bad indent")).toEqual([reason]);
    const after = (before: number) => refused(reason, `${"x".repeat(before - 1)}\n- E9 ab`);
    expect([1_992, 1_993, 1_994].map((before) => after(before)[0])).toEqual(["E9 ab", "E9 ab", "E9 a"]);
    expect(refused(reason, `- E999 ${"x".repeat(400)}`)).toEqual([`E999 ${"x".repeat(295)}`]);
  });
});
