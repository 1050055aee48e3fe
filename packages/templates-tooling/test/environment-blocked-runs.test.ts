import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { environmentBlocked } from "../src/environment-blocked/index.js";

type Run = ReturnType<typeof episode>;

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
