import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { environmentBlocked } from "../src/environment-blocked/index.js";

const missing = {
  stoppedByEnvironment: true,
  error: { name: "ModuleNotFoundError", message: "No module named 'numpy'" },
};
const noRunner = { ran: false, notRun: "not-started", observation: "bash: pytest: command not found" } as const;

describe("ENVIRONMENT_BLOCKED fires", () => {
  it("where infrastructure ended the run", () => {
    const run = episode().look("a.py").outcome({ endedBy: "error", infrastructure: "529 overloaded\nretry" }).end();
    const [found] = detect(environmentBlocked, run);
    expect(found).toMatchObject({ steps: [1], data: { by: "infrastructure", message: "529 overloaded", attempts: 0 } });
    expect(found?.evidence).toBe("Infrastructure ended the run after step 1: `529 overloaded`.");
  });

  it("where every attempt was stopped, and says whether a repair was tried", () => {
    const run = episode().run("python r.py", missing).install("numpy").edit("src/a.py").test("pytest", noRunner);
    const [found] = detect(environmentBlocked, run.end());
    expect(found).toMatchObject({
      steps: [1, 4],
      data: {
        by: "attempts",
        command: "pytest",
        reasons: ["bash: pytest: command not found", "ModuleNotFoundError: No module named 'numpy'"],
        repairs: [2],
      },
    });
    expect(found?.evidence).toContain("repairs were tried (step 2)");
    expect(detect(environmentBlocked, episode().run("python r.py", missing).end())[0]?.evidence).toBe(
      "The only attempt to execute the code was stopped by the environment (step 1), by `ModuleNotFoundError: No module named 'numpy'`; no repair was tried.",
    );
  });

  it("beside a copy of the logic that crashed by itself", () => {
    const error = { name: "NameError", message: "name 'x' is not defined", path: "copy.py", line: 3 };
    const run = episode()
      .edit("src/pkg/a.py")
      .create("copy.py", "print(x)", { pathClass: "scratch" })
      .run("python copy.py", { error })
      .run("python r.py", missing);
    expect(detect(environmentBlocked, run.end())).toMatchObject([{ steps: [4] }]);
  });
});

describe("ENVIRONMENT_BLOCKED does not fire", () => {
  const stopped = () => episode().edit("pkg/a.py").run("python r.py", missing);
  const died = (name: string, message: string, path?: string) =>
    ({ ran: false, notRun: "died", error: { name, message, ...(path !== undefined && { path }) } }) as const;
  it.each([
    ["where nothing was executed", episode().edit("a.py").end()],
    ["where one test ran", stopped().test("pytest", { failed: 2 }).end()],
    ["where one check reached the code", stopped().check("python r.py").end()],
    ["for a runner that collected nothing", stopped().test("pytest", { ran: false, notRun: "none-selected" }).end()],
    [
      "for an option that the runner does not know",
      stopped()
        .test("pytest --fast", {
          ran: false,
          notRun: "not-started",
          observation: "error: unrecognized arguments: --fast",
        })
        .end(),
    ],
    ["for a time-out", stopped().test("pytest", { ran: false, notRun: "timed-out" }).end()],
    ["for wrong settings", stopped().test("pytest", died("ImproperlyConfigured", "DATABASES is wrong")).end()],
    [
      "for a module that the run itself edited",
      episode().edit("pkg/new.py").test("pytest", died("ModuleNotFoundError", "No module named 'pkg.new'")).end(),
    ],
    [
      "for an error in the repository's code",
      stopped()
        .run("python r.py", { error: { name: "TypeError", message: "no", path: "pkg/b.py", line: 1 } })
        .end(),
    ],
    [
      "for a script that loads the code and crashes by itself",
      stopped()
        .create("s.py", "import pkg.a\nmock(pkg)", { pathClass: "scratch" })
        .run("python s.py", { error: { name: "RecursionError", message: "deep", path: "s.py", line: 2 } })
        .end(),
    ],
    ["for infrastructure on a passed run", episode().look("a.py").outcome({ infrastructure: "late" }).passed().end()],
  ])("%s", (_, run) => {
    expect(detect(environmentBlocked, run)).toEqual([]);
  });
});
