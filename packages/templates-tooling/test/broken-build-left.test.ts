import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { brokenBuildLeft } from "../src/broken-build-left/index.js";

const syntax = { name: "SyntaxError", message: "invalid syntax", path: "src/a.py", line: 3 };

describe("BROKEN_BUILD_LEFT fires", () => {
  it("for a syntax error in the edited file at the end", () => {
    const run = episode()
      .edit("src/a.py")
      .test("pytest", { ran: false, notRun: "died", error: syntax })
      .look("src/a.py");
    const [found] = detect(brokenBuildLeft, run.finish());
    expect(found).toMatchObject({
      steps: [1, 2],
      data: { path: "src/a.py", line: 3, error: "SyntaxError: invalid syntax", lastEdit: 1 },
    });
    expect(found?.evidence).toBe(
      "The last execution (step 2, `pytest`) ended with `SyntaxError: invalid syntax`, which concerns the edited `src/a.py`; the last edit was at step 1 and nothing was mended after it.",
    );
  });

  it.each([
    [
      "a compile error of a build",
      episode()
        .edit("a.go")
        .check("go build ./...", {
          checks: "build",
          error: { name: "compile error", message: "undefined: x", path: "a.go", line: 1 },
        }),
    ],
    [
      "an import that names the edited module",
      episode()
        .edit("pkg/models.py")
        .check("python r.py", {
          error: {
            name: "ImportError",
            message: "cannot import name 'X' from 'pkg.models' (/x)",
            path: "pkg/other.py",
          },
        }),
    ],
    [
      "any error while tests are collected",
      episode()
        .edit("src/a.py")
        .test("pytest", { ran: false, notRun: "died", error: { ...syntax, name: "NameError" } }),
    ],
  ])("for %s", (_, run) => {
    expect(detect(brokenBuildLeft, run.finish())).toHaveLength(1);
  });
});

describe("BROKEN_BUILD_LEFT does not fire", () => {
  const broken = { error: syntax } as const;
  it.each([
    ["where a later execution is clean", episode().edit("src/a.py").check("x", broken).check("x").finish()],
    ["where a later edit followed", episode().edit("src/a.py").check("x", broken).edit("src/a.py").finish()],
    [
      "for a scratch file",
      episode()
        .edit("src/a.py")
        .check("x", { error: { ...syntax, path: "r.py" } })
        .finish(),
    ],
    [
      "for a missing dependency",
      episode()
        .edit("src/a.py")
        .test("pytest", {
          ran: false,
          notRun: "died",
          error: { name: "ModuleNotFoundError", message: "No module named 'numpy'", path: "src/a.py" },
        })
        .finish(),
    ],
    ["for an error of the unedited tree", episode().check("x", broken).edit("src/a.py").check("x", broken).finish()],
    [
      "for a failing assertion",
      episode()
        .edit("src/a.py")
        .test("pytest", { failed: 1, error: { ...syntax, name: "AssertionError" } })
        .finish(),
    ],
    ["while the session goes on", episode().edit("src/a.py").check("x", broken).with({ ended: false }).finish()],
    ["for comments alone", episode().edit("src/a.py", { commentOnly: true }).check("x", broken).finish()],
  ])("%s", (_, run) => {
    expect(detect(brokenBuildLeft, run)).toEqual([]);
  });
});
