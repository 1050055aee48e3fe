import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { brokenBuildLeft } from "../src/broken-build-left/index.js";
import { environmentBlocked } from "../src/environment-blocked/index.js";
import { failedEditCascade } from "../src/failed-edit-cascade/index.js";
import { invalidToolCalls } from "../src/invalid-tool-calls/index.js";

type Run = ReturnType<typeof episode>;

describe("FAILED_EDIT_CASCADE", () => {
  const rejected = { effect: "rejected", reason: "text not found" } as const;
  const found = (run: Run, options = {}) => detect(failedEditCascade, run.finish(), options)[0];

  it("is surer of three failed edits than of two in a row", () => {
    expect(found(episode().edit("a.ts", rejected).edit("a.ts", rejected))?.confidence).toBe(0.9);
    const three = episode().edit("a.ts", rejected).edit("b.ts", rejected).edit("c.ts", rejected);
    expect(found(three)).toMatchObject({ confidence: 0.95, data: { inRow: 1 } });
    expect(found(three)?.evidence).toBe(
      "3 edits of `a.ts`, `b.ts` and `c.ts` failed (steps 1, 2 and 3); the last was answered by `text not found`.",
    );
    expect(found(three.edit("d.ts", rejected))?.confidence).toBe(0.95);
    expect(found(episode().edit("a.ts", rejected).edit("b.ts", rejected))).toBeUndefined();
    expect(found(episode())).toBeUndefined();
  });

  it("quotes what the tool said last, if anything, in 120 characters", () => {
    const said = (reason: string | undefined) =>
      found(
        episode()
          .edit("a.ts", rejected)
          .edit("a.ts", { effect: "rejected", ...(reason !== undefined && { reason }) }),
      );
    expect(said(undefined)?.data.reason).toBeNull();
    expect(said(undefined)?.evidence).toBe("2 edits of `a.ts` failed (steps 1 and 2), 2 of them in a row on one file.");
    expect(said("x".repeat(120))?.data.reason).toBe("x".repeat(120));
    expect(said("x".repeat(121))?.data.reason).toBe(`${"x".repeat(119)}…`);
  });

  it("was overcome where each file was edited and something verified after it", () => {
    const two = () => episode().edit("a.ts", rejected).edit("a.ts", rejected).edit("b.ts", rejected);
    const recovered = (run: Run) => found(run)?.data.recovered;
    expect(recovered(two().edit("a.ts").edit("b.ts").test())).toBe(true);
    expect(recovered(two().edit("a.ts").test())).toBe(false);
    expect(recovered(two().edit("a.ts").edit("b.ts"))).toBe(false);
    expect(recovered(two().edit("a.ts").test().edit("b.ts"))).toBe(false);
    expect(recovered(two().edit("a.ts", { by: "restore" }).edit("b.ts").test())).toBe(false);
    expect(recovered(episode().edit("a.ts").edit("a.ts", rejected).edit("a.ts", rejected).test())).toBe(false);
    expect(
      recovered(episode().edit("a.ts", rejected).edit("a.ts", rejected).edit("a.ts").edit("a.ts", rejected).test()),
    ).toBe(false);
    const within = episode()
      .edit("a.ts", rejected)
      .step({}, action.edit("a.ts", rejected), action.edit("a.ts"), action.test("x"));
    expect(recovered(within)).toBe(true);
  });

  it("has options with bounds", () => {
    const two = episode().edit("a.ts", rejected).look("x").edit("b.ts", rejected);
    expect(found(two, { minimumFailed: 2 })).toBeDefined();
    const invalid = (options: object) => {
      const result = failedEditCascade.options?.["~standard"].validate(options);
      return result !== undefined && "issues" in result && (result.issues?.length ?? 0) > 0;
    };
    expect(invalid({ minimumFailed: 2.5 })).toBe(true);
    expect(invalid({ minimumInRow: 2.5 })).toBe(true);
    expect(invalid({ minimumInRow: 1 })).toBe(true);
    expect(invalid({ minimumInRow: 2 })).toBe(false);
    const calls = invalidToolCalls.options?.["~standard"].validate({ minimumCalls: 2.5 });
    expect(calls !== undefined && "issues" in calls && (calls.issues?.length ?? 0) > 0).toBe(true);
  });
});

describe("INVALID_TOOL_CALLS", () => {
  const call = (
    run: Run,
    observation: string,
    tool = "find_file",
    status: "invalid" | "ok" | "refused" | "missing" = "invalid",
  ) => run.step({ tool, observation, status, command: undefined });
  const found = (run: Run) => detect(invalidToolCalls, run.finish())[0]?.data;
  const three = (
    observation: string,
    tool = "find_file",
    status: "invalid" | "ok" | "refused" | "missing" = "invalid",
  ) => found([1, 2, 3].reduce<Run>((run) => call(run, observation, tool, status), episode()));

  it("quotes the answer below a heading, in 160 characters", () => {
    expect(three("ERROR:\n no such tool")?.answer).toBe("no such tool");
    expect(three("<tool>\nError\nno such tool")?.answer).toBe("no such tool");
    expect(three("bad ERROR:\n no such tool")?.answer).toBe("bad ERROR:");
    expect(three("x".repeat(160))?.answer).toBe("x".repeat(160));
    expect(three("x".repeat(161))?.answer).toBe(`${"x".repeat(159)}…`);
    expect(three("")?.answer).toBeNull();
  });

  it("names the tools that have a name", () => {
    expect(three("no", "find_file")?.tools).toEqual(["find_file"]);
    expect(three("no", "  ")?.tools).toEqual([]);
  });

  it("takes a command of the agent's own that answers with its usage alone", () => {
    const usage = "Usage: find_file NAME";
    expect(three(usage, "find_file", "ok")?.invalid).toBe(3);
    expect(three(`\n ${usage}`, "find_file", "ok")?.invalid).toBe(3);
    expect(three(usage.padEnd(300), "find_file", "ok")?.invalid).toBe(3);
    expect(three(usage.padEnd(301), "find_file", "ok")).toBeUndefined();
    expect(three(usage, "find_file", "refused")).toBeUndefined();
    expect(three(usage, "find_file", "missing")).toBeUndefined();
    expect(three(usage, "other", "ok")).toBeUndefined();
    expect(three("Usage: bash -c", "bash", "ok")).toBeUndefined();
    expect(three("Usage: bashful -c", "bashful", "ok")?.invalid).toBe(3);
    expect(three("Usage: rebash -c", "rebash", "ok")?.invalid).toBe(3);
    const looks = episode().step({ tool: "find_file", observation: usage }, action.look("x"));
    const more = looks.step({ tool: "find_file", observation: usage }, action.look("x"));
    expect(found(more.step({ tool: "find_file", observation: usage }, action.look("x")))).toBeUndefined();
  });
});

describe("ENVIRONMENT_BLOCKED", () => {
  const missing = {
    stoppedByEnvironment: true,
    error: { name: "ModuleNotFoundError", message: "No module named 'numpy'" },
  };
  const notStarted = { ran: false, notRun: "not-started", observation: "bash: pytest: command not found" } as const;
  const found = (run: Run) => detect(environmentBlocked, run.finish())[0];
  const reasons = (run: Run) => found(run)?.data.reasons;
  const died = (fields: object) => reasons(episode().test("pytest", { ran: false, notRun: "died", ...fields }));

  it("says how many attempts there were, and which command tells most", () => {
    const two = episode().run("python r.py", missing).test("pytest", notStarted).test("pytest -q", notStarted);
    expect(found(two)).toMatchObject({ confidence: 0.85, steps: [1, 2, 3], data: { command: "pytest", attempts: 3 } });
    expect(found(two)?.evidence).toBe(
      "Each of 3 attempts to execute the code was stopped by the environment (steps 1, 2 and 3), the last by `bash: pytest: command not found`; no repair was tried.",
    );
    expect(found(episode().run("python r.py", missing))?.confidence).toBe(0.7);
    expect(found(episode())).toBeUndefined();
  });

  it("cuts messages, commands and reasons to 160 characters", () => {
    const infrastructure = (length: number) =>
      found(
        episode()
          .look("a")
          .outcome({ infrastructure: "x".repeat(length) }),
      )?.data.message;
    expect(infrastructure(160)).toBe("x".repeat(160));
    expect(infrastructure(161)).toBe(`${"x".repeat(159)}…`);
    const error = (length: number) => ({
      ...missing,
      error: { name: "OSError", message: "x".repeat(length - "OSError: ".length) },
    });
    expect(reasons(episode().run("x", error(160)))?.[0]).toHaveLength(160);
    expect(reasons(episode().run("x", error(160)))?.[0]?.endsWith("…")).toBe(false);
    expect(reasons(episode().run("x", error(161)))?.[0]?.endsWith("…")).toBe(true);
  });

  it("takes a death of the runner for the machine's only by its words", () => {
    expect(died({ error: { name: "OSError", message: "x" } })).toEqual(["OSError: x"]);
    expect(died({ error: { name: "MyOSError", message: "x" } })).toBeUndefined();
    expect(died({ error: { name: "OSErrors", message: "x" } })).toBeUndefined();
    expect(died({ error: { name: "Crash", message: "permission denied" } })).toEqual(["Crash: permission denied"]);
    expect(died({ error: { name: "Crash", message: "x" } })).toBeUndefined();
    expect(died({ observation: "No space left on device" })).toEqual(["No space left on device"]);
    expect(died({ observation: "crash" })).toBeUndefined();
    expect(died({ notRun: "not-started", observation: "crash" })).toEqual(["could not start"]);
    expect(died({ notRun: "not-started", error: { name: "Crash", message: "x" } })).toEqual(["Crash: x"]);
    expect(died({ notRun: "not-started", observation: "error: argument x" })).toBeUndefined();
    expect(died({ notRun: "not-started", observation: "terror: argument x" })).toEqual(["could not start"]);
    expect(died({ notRun: "not-started", observation: "error: argument x\ncommand not found" })).toEqual([
      "command not found",
    ]);
    expect(died({ notRun: "timed-out", observation: "permission denied" })).toBeUndefined();
    const late = (at: number) => died({ observation: `${"\n".repeat(at)}permission denied` });
    expect(late(8_000 - "permission denied".length)).toEqual(["permission denied"]);
    expect(late(8_001 - "permission denied".length)).toBeUndefined();
  });

  it("is none where a check ran, or a test", () => {
    expect(found(episode().run("x", missing).check("y"))).toBeUndefined();
    expect(found(episode().run("x", missing).test("y"))).toBeUndefined();
    expect(found(episode().run("x", missing).run("y"))).toBeDefined();
  });

  it("is none for a module that the agent made or edited", () => {
    const after = (run: Run, module = "pkg.a") =>
      found(
        run.run("x", {
          stoppedByEnvironment: true,
          error: { name: "ImportError", message: `No module named '${module}'` },
        }),
      );
    expect(after(episode().edit("pkg/a.py"))).toBeUndefined();
    expect(after(episode().create("pkg/a.py"))).toBeUndefined();
    expect(after(episode().create("pkg/a/__init__.py"))).toBeUndefined();
    expect(after(episode().look("pkg/a.py"))).toBeDefined();
    expect(after(episode().edit("pkg/b.py"))).toBeDefined();
  });

  it("is none where a script that loads the edited code crashed by itself", () => {
    const error = { name: "NameError", message: "x", path: "r.py" };
    const crashed = (text: string, edited = "src/shop/a.py", fields: object = { error }) =>
      found(
        episode()
          .edit(edited)
          .create("r.py", text, { pathClass: "scratch" })
          .run("python r.py", fields)
          .run("y", missing),
      );
    expect(crashed("import shop")).toBeUndefined();
    expect(crashed("from shop.a import b")).toBeUndefined();
    expect(crashed("const a = require('./shop')")).toBeUndefined();
    expect(crashed("print(1)")).toBeDefined();
    expect(crashed("import lib", "x/lib/a.py")).toBeDefined();
    expect(crashed("import a", "x/src/a.py")).toBeDefined();
    expect(crashed("import shop", "src/shop/a.py", { error: { ...error, name: "OSError" } })).toBeDefined();
    expect(crashed("import shop", "src/shop/a.py", { error: { ...error, path: "other.py" } })).toBeUndefined();
  });
});

describe("BROKEN_BUILD_LEFT", () => {
  const syntax = { name: "SyntaxError", message: "invalid syntax", path: "src/a.py", line: 3 };
  const found = (run: Run) => detect(brokenBuildLeft, run.finish())[0];
  const edited = () => episode().edit("src/a.py");

  it("tells where the error stands, in 160 characters", () => {
    expect(found(edited().check("x", { error: syntax }))).toMatchObject({
      confidence: 0.9,
      data: { path: "src/a.py", line: 3 },
    });
    const long = (length: number) =>
      found(edited().check("x", { error: { ...syntax, message: "x".repeat(length - "SyntaxError: ".length) } }))?.data
        .error;
    expect(long(160)?.endsWith("…")).toBe(false);
    expect(long(161)?.endsWith("…")).toBe(true);
  });

  it("or which edited module an import names, with less certainty", () => {
    const imported = (message: string, path: string | undefined = "src/b.py", edit = "src/a.py") =>
      found(
        episode()
          .edit(edit)
          .check("x", { error: { name: "ImportError", message, ...(path !== undefined && { path }), line: 7 } }),
      );
    expect(imported("cannot import name 'x' from 'src.a'")).toMatchObject({
      confidence: 0.75,
      data: { path: "src/a.py", line: null },
    });
    expect(imported("cannot import name 'x' from 'src.a'", undefined)).toMatchObject({ data: { path: "src/a.py" } });
    expect(imported("cannot import name 'x' from 'shop.a'", undefined, "src/shop/a.py")).toBeDefined();
    expect(imported("cannot import name 'x' from 'shop.a'", undefined, "src/workshop/a.py")).toBeUndefined();
    expect(imported("cannot import name 'x' from 'a'", undefined, "a.py")).toBeDefined();
    expect(imported("cannot import name 'x' from 'a'", undefined, "src/a.py")).toBeUndefined();
    expect(imported("cannot import name 'x' from 'src.shop'", undefined, "src/shop/__init__.py")).toBeDefined();
    expect(imported("cannot import name 'x' from 'a'", undefined, "a.d.py")).toBeUndefined();
    const named = { name: "NameError", message: "from 'src.a'", path: "src/b.py" };
    expect(found(edited().check("x", { checks: "build", error: named }))).toBeUndefined();
    expect(
      found(
        edited().check("x", { error: { name: "ImportError", message: "No module named 'numpy' ", path: "src/a.py" } }),
      ),
    ).toBeUndefined();
  });

  it("in the last execution at or after the last edit", () => {
    expect(found(edited().check("x", { error: syntax }).edit("src/b.py"))).toBeUndefined();
    expect(found(episode().step({}, action.edit("src/a.py"), action.check("x", { error: syntax })))).toBeDefined();
    expect(found(episode().check("x", { error: syntax }))).toBeUndefined();
    expect(found(edited().check("x", { error: syntax }).run("ls"))).toBeDefined();
    expect(found(edited().check("x", { error: syntax }).check("y"))).toBeUndefined();
    expect(
      found(
        edited()
          .check("x", { error: syntax })
          .run("y", { error: { name: "E", message: "z" } }),
      ),
    ).toBeUndefined();
    expect(found(edited().run("python src/a.py", { error: syntax }))).toBeDefined();
  });

  it("by a type check or a build of any error, by a check or tests of one that stops loading", () => {
    const other = { ...syntax, name: "TypeError" };
    expect(found(edited().check("x", { checks: "types", error: other }))).toBeDefined();
    expect(found(edited().check("x", { checks: "build", error: other }))).toBeDefined();
    expect(found(edited().check("x", { checks: "lint", error: other }))).toBeUndefined();
    const run = (fields: object) => found(edited().test("x", { ran: false, notRun: "died", ...fields }));
    expect(run({ error: other })).toBeDefined();
    expect(run({ error: other, notRun: "timed-out" })).toBeUndefined();
    expect(run({ error: { name: "TypeError", message: "x" } })).toBeUndefined();
    expect(found(edited().run("x", { error: other }))).toBeUndefined();
  });
});
