import { createRegistry, diagnose } from "@mulligan/core";
import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { hallucinatedCode } from "../src/hallucinated-code/index.js";
import { templatesDefault } from "../src/index.js";

const error = (name: string, message: string, path?: string) => ({
  name,
  message,
  ...(path !== undefined && { path, line: 7 }),
});
const undefinedName = error("NameError", "name 'helper' is not defined", "src/a.py");
const syntax = error("SyntaxError", "invalid syntax", "src/a.py");
const crash = error("AttributeError", "'NoneType' object has no attribute 'axes'", "src/other.py");

const reproduction = (fields = {}) => action.check("python reproduce.py", { script: "reproduce.py", ...fields });
const edited = (added: string, removed?: string) =>
  episode().edit("src/a.py", { added, ...(removed !== undefined && { removed }) });
const failing = (failed: number, passed: number) => ({ failed, passed });

it("HALLUCINATED_CODE does not tie an error without a place to an edit whose text is not known", () => {
  const run = (path?: string) =>
    episode()
      .edit("src/a.py", { by: "script" })
      .run("python /tmp/try.py", { error: error("NameError", "name 'helper' is not defined", path) })
      .finish();
  expect(detect(hallucinatedCode, run())).toEqual([]);
  expect(detect(hallucinatedCode, run("src/a.py"))).toHaveLength(1);
});

describe("HALLUCINATED_CODE fires", () => {
  it("for a name that the edit brought in, major where the last run shows it", () => {
    const run = episode()
      .edit("src/a.py", { added: "x = helper(1)" })
      .test("pytest", { failed: 1, error: undefinedName })
      .finish();
    const [found] = detect(hallucinatedCode, run);
    expect(found).toMatchObject({
      steps: [1, 2],
      data: { kind: "name", symbol: "helper", path: "src/a.py", recoveredAt: null },
    });
    expect(found?.severity).toBeUndefined();
    expect(found?.evidence).toBe(
      "Step 2, `pytest`, failed with `NameError: name 'helper' is not defined` after step 1 changed `src/a.py`.",
    );
  });

  it("as minor once a later run is clean", () => {
    const run = episode()
      .edit("src/a.py", { added: "helper()" })
      .check("x", { error: undefinedName })
      .edit("src/a.py")
      .check("x")
      .finish();
    expect(detect(hallucinatedCode, run)).toMatchObject([
      { severity: "minor", steps: [1, 2, 4], data: { recoveredAt: 4 } },
    ]);
  });

  it("as primary before a loop that came later", () => {
    const run = episode()
      .look("src/a.py")
      .edit("src/a.py", { added: "helper()" })
      .check("x", { error: undefinedName })
      .shell("ls", "a")
      .shell("ls", "a")
      .shell("ls", "a");
    const { findings, primaryFailure } = diagnose(run.finish(), createRegistry({ packs: [templatesDefault] }));
    expect(findings.map(({ type }) => type)).toContain("LOOPING_BEHAVIOR");
    expect(primaryFailure).toBe("HALLUCINATED_CODE");
  });

  it("as major while later runs of the same code only fail otherwise", () => {
    const run = (): ReturnType<typeof episode> =>
      episode().edit("src/a.py", { added: "helper()" }).check("x", { error: undefinedName });
    const other = { error: error("OSError", "no terminal") };
    expect(detect(hallucinatedCode, run().check("y", other).finish())).toMatchObject([{ data: { recoveredAt: null } }]);
    expect(detect(hallucinatedCode, run().edit("src/a.py").check("y", other).finish())).toMatchObject([
      { severity: "minor", data: { recoveredAt: 4 } },
    ]);
  });

  it.each([
    ["ReferenceError", "helper is not defined"],
    ["TypeError", "utils.helper is not a function"],
    ["ImportError", "cannot import name 'helper' from 'src.utils' (src/utils.py)"],
    ["AttributeError", "'Parser' object has no attribute 'helper'"],
    ["TS2304", "Cannot find name 'helper'."],
    ["TS2339", "Property 'helper' does not exist on type 'Parser'."],
    ["E0425", "cannot find function `helper` in this scope"],
    ["E0432", "unresolved import `crate::helper`"],
    ["compile error", "undefined: helper"],
    ["NoMethodError", "undefined method `helper' for nil:NilClass"],
  ])("in other languages too: %s: %s", (name, message) => {
    const run = episode()
      .edit("src/a.py", { added: "y = helper(1)\nz = p.helper" })
      .test("t", { failed: 1, error: error(name, message, "src/a.py") })
      .finish();
    expect(detect(hallucinatedCode, run)).toMatchObject([
      { data: { kind: "name", symbol: expect.stringContaining("helper") } },
    ]);
  });

  it("for an edited file that no longer parses", () => {
    const run = episode().edit("src/a.py", { added: "def (" }).check("python x.py", { error: syntax }).finish();
    expect(detect(hallucinatedCode, run)).toMatchObject([{ steps: [1, 2], data: { kind: "syntax", symbol: null } }]);
  });

  it("for more failures of the same tests than before the edit", () => {
    const run = episode()
      .test("pytest", { failed: 1, passed: 9, failing: ["t::a"] })
      .edit("src/a.py")
      .test("pytest", { failed: 4, passed: 6, failing: ["t::a", "t::b", "t::c", "t::d"] })
      .finish();
    const [found] = detect(hallucinatedCode, run);
    expect(found).toMatchObject({
      steps: [2, 3],
      data: { kind: "worse", failedBefore: 1, failedAfter: 4, newFailures: ["t::b", "t::c", "t::d"] },
    });
    expect(found?.evidence).toBe("`pytest` had 1 failure before and 4 at step 3 after step 2 changed `src/a.py`.");
  });

  it("for a check that ran through before the edit and crashes after it", () => {
    const run = episode()
      .step({}, reproduction())
      .edit("src/a.py")
      .step({}, reproduction({ error: crash }))
      .edit("src/a.py")
      .step({}, reproduction())
      .finish();
    expect(detect(hallucinatedCode, run)).toMatchObject([
      { severity: "minor", steps: [2, 3, 5], data: { kind: "worse" } },
    ]);
  });

  it("as minor once another failure has taken its place", () => {
    const run = edited("def (").check("python x.py", { error: syntax }).edit("src/a.py");
    const found = detect(hallucinatedCode, run.test("pytest", { failed: 2 }).finish());
    expect(found).toMatchObject([{ severity: "minor", data: { kind: "syntax", recoveredAt: 4 } }]);
  });

  it("as minor once the count is back to what it was", () => {
    const run = episode().test("pytest", failing(1, 9)).edit("src/a.py").test("pytest", failing(4, 6)).edit("src/a.py");
    expect(detect(hallucinatedCode, run.test("pytest", failing(1, 9)).finish())).toMatchObject([
      { severity: "minor", data: { failedBefore: 1, failedAfter: 4, recoveredAt: 5 } },
    ]);
  });

  it("as major while the count is still higher than it was", () => {
    const run = episode().test("pytest", failing(1, 9)).edit("src/a.py").test("pytest", failing(4, 6)).edit("src/a.py");
    run.test("pytest", failing(2, 8)).test("pytest other", failing(1, 3));
    const [found] = detect(hallucinatedCode, run.finish());
    expect(found?.severity).toBeUndefined();
  });

  it("once for one break that shows in several runs", () => {
    const run = episode()
      .test("pytest a", { passed: 3 })
      .test("pytest b", { passed: 3 })
      .edit("src/a.py", { added: "helper()" })
      .test("pytest a", { passed: 1, failed: 2, error: undefinedName })
      .test("pytest b", { passed: 1, failed: 2, error: undefinedName })
      .finish();
    expect(detect(hallucinatedCode, run)).toHaveLength(1);
  });
});

describe("HALLUCINATED_CODE does not fire", () => {
  it.each([
    [
      "for a failure that was there before",
      episode()
        .test("pytest", { failed: 1, error: undefinedName })
        .edit("src/a.py", { added: "helper()" })
        .test("pytest", { failed: 1, error: undefinedName })
        .finish(),
    ],
    [
      "for the error that the task reports",
      episode("Crashes: name 'helper' is not defined")
        .edit("src/a.py", { added: "helper()" })
        .check("x", { error: undefinedName })
        .finish(),
    ],
    [
      "for a name that stood there before",
      edited("a = helper(1)", "a = helper(0)").check("x", { error: undefinedName }).finish(),
    ],
    ["for a name that the edit does not use", edited("other()").check("x", { error: undefinedName }).finish()],
    [
      "for an error in a scratch file",
      edited("x = 1")
        .run("python /tmp/x.py", { error: error("NameError", "name 'helper' is not defined") })
        .finish(),
    ],
    [
      "for a member that was shown before, lost by an edit",
      episode()
        .look("src/b.py", { observation: "self._helper = 1" })
        .edit("src/a.py", { added: "self._helper" })
        .test("t", { failed: 1, error: error("AttributeError", "'A' object has no attribute '_helper'", "src/a.py") })
        .finish(),
    ],
    [
      "for a dependency that is not installed",
      edited("import numpy")
        .test("pytest", {
          ran: false,
          notRun: "died",
          error: error("ModuleNotFoundError", "No module named 'numpy'", "src/a.py"),
        })
        .finish(),
    ],
    [
      "for a syntax error of a scratch script",
      edited("x = 1")
        .check("python x.py", { error: error("SyntaxError", "invalid syntax", "x.py") })
        .finish(),
    ],
    [
      "for a new test that fails",
      episode()
        .test("pytest", failing(0, 5))
        .edit("src/a.py")
        .edit("tests/test_a.py")
        .test("pytest", failing(1, 5))
        .finish(),
    ],
    [
      "for other tests",
      episode().test("pytest a", failing(0, 5)).edit("src/a.py").test("pytest b", failing(1, 5)).finish(),
    ],
    [
      "for more failures among more tests",
      episode().test("pytest", failing(1, 0)).edit("src/a.py").test("pytest", failing(3, 40)).finish(),
    ],
    [
      "for fewer failures",
      episode().test("pytest", failing(4, 5)).edit("src/a.py").test("pytest", failing(2, 7)).finish(),
    ],
    [
      "without a product edit in between",
      episode().edit("src/a.py").test("pytest", failing(0, 5)).test("pytest", failing(1, 4)).finish(),
    ],
    [
      "for runs that stop at the first failure",
      episode().test("pytest -x", failing(0, 5)).edit("src/a.py").test("pytest -x", failing(1, 2)).finish(),
    ],
    [
      "for another tree",
      episode().test("pytest", failing(0, 5)).edit("src/a.py").test("pytest", { failed: 1, tree: "other" }).finish(),
    ],
    [
      "for a reproduction that was rewritten",
      episode()
        .step({}, action.check("python r.py", { script: "r.py" }))
        .edit("r.py", { pathClass: "scratch" })
        .edit("src/a.py")
        .step({}, action.check("python r.py", { script: "r.py", error: crash }))
        .finish(),
    ],
    [
      "for an error that is raised on purpose",
      episode()
        .check("x")
        .edit("src/a.py", { added: "raise TypeError('no')" })
        .check("x", { error: error("TypeError", "no") })
        .finish(),
    ],
    [
      "for an error of data, which the fix may be meant to give",
      episode()
        .check("x")
        .edit("src/a.py")
        .check("x", { error: error("ValueError", "bad input") })
        .finish(),
    ],
    ["without a product edit", episode().test("pytest", { failed: 1, error: undefinedName }).finish()],
    [
      "for an error of another checkout",
      edited("helper()").test("pytest", { failed: 1, tree: "other", error: undefinedName }).finish(),
    ],
    [
      "for a name that only a scratch file uses",
      edited("x = 1")
        .create("r.py", "helper()", { pathClass: "scratch" })
        .check("python r.py", { error: error("NameError", "name 'helper' is not defined", "r.py") })
        .finish(),
    ],
    [
      "for a wrong result without an error",
      episode().edit("src/a.py", { added: "helper()" }).test("pytest", { failed: 3 }).finish(),
    ],
  ])("%s", (_name, run) => {
    expect(detect(hallucinatedCode, run)).toEqual([]);
  });
});
