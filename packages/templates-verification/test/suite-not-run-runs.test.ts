import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { suiteNotRun } from "../src/suite-not-run/index.js";

type Run = ReturnType<typeof episode>;

describe("SUITE_NOT_RUN", () => {
  const edited = () => episode().look("tests/test_other.py").edit("src/a.py");
  const found = (run: Run) => detect(suiteNotRun, run.finish())[0];
  const died = { ran: false, notRun: "died" } as const;
  const missing = (name: string) => ({ error: { name: "ModuleNotFoundError", message: `No module named '${name}'` } });

  it("asks for a test of the repository in the tree as edited", () => {
    expect(found(edited().test("pytest"))).toBeUndefined();
    expect(found(edited().test("pytest", { tree: "other" }).check("x"))).toBeDefined();
    expect(found(episode().look("tests/test_other.py").test("pytest").edit("src/a.py").check("x"))).toBeDefined();
    expect(
      found(episode().look("tests/test_other.py").step({}, action.edit("src/a.py"), action.test("pytest"))),
    ).toBeUndefined();
    expect(found(edited().test("pytest", { tree: "baseline" }).check("x"))).toBeDefined();
    expect(
      found(episode().look("tests/test_other.py").step({}, action.test("pytest"), action.edit("src/a.py")).check("x"))
        ?.evidence,
    ).toContain("the agent's own tests and checks");
  });

  it("tells the last try that executed no test", () => {
    const tried = (fields: object) =>
      found(
        edited()
          .test("pytest x", { ...died, ...fields })
          .check("y"),
      );
    expect(tried({})?.data.attempt).toEqual({ step: 3, command: "pytest x", error: null });
    expect(tried(missing("z"))?.data.attempt?.error).toBe("ModuleNotFoundError: No module named 'z'");
    expect(tried({ error: { name: "Crash", message: "" } })?.data.attempt?.error).toBe("Crash");
    expect(tried({ tree: "other" })?.data.attempt).toBeNull();
    expect(tried({ ownTestsOnly: true })?.data.attempt).toBeNull();
    expect(found(edited().test("pytest", { ownTestsOnly: true }).check("y"))?.data.attempt).toBeNull();
    expect(tried({})?.evidence.endsWith("; `pytest x` at step 3 executed no test.")).toBe(true);
    const three = edited().test("a", died).test("b", died).test("c", died).check("y");
    expect(found(three)).toMatchObject({ steps: [4, 5, 6], data: { attempt: { command: "c" } } });
  });

  it("cites four verifications at most", () => {
    const checks = (count: number) =>
      found(Array.from({ length: count }).reduce<Run>((run) => run.check("y"), edited()))?.steps;
    expect(checks(4)).toEqual([3, 4, 5, 6]);
    expect(checks(5)).toEqual([3, 4, 6, 7]);
    expect(checks(6)).toEqual([3, 4, 7, 8]);
  });

  it("wants a sign of a suite: tests seen, a try, or a file of a package that was there", () => {
    expect(found(episode().edit("a.py").check("x"))).toBeUndefined();
    expect(found(episode().edit("src/a.py").check("x"))?.confidence).toBe(0.6);
    expect(found(episode().create("src/a.py").check("x"))).toBeUndefined();
    expect(found(episode().create("src/a.py").edit("lib/b.py").check("x"))?.confidence).toBe(0.6);
    expect(found(episode().edit("a.py").edit("lib/b.py").check("x"))?.confidence).toBe(0.6);
    expect(found(episode().edit("a.py").test("pytest", died).check("x"))?.confidence).toBe(0.9);
    expect(found(episode().shell("ls", "tests/x").edit("a.py").check("x"))?.confidence).toBe(0.9);
  });

  it("excuses a fair try: repaired, tried again, and stopped by the environment", () => {
    const fields = { ...died, ...missing("numpy") };
    const tried = (last: object, build = (run: Run) => run) =>
      found(
        build(edited().test("pytest", fields).install("x"))
          .test("pytest", { ...died, ...last })
          .check("y"),
      );
    expect(tried(fields)).toBeUndefined();
    expect(found(edited().test("pytest", fields).check("y"))).toBeDefined();
    expect(found(edited().install("x").test("pytest", fields).test("pytest", fields).check("y"))).toBeDefined();
    expect(found(edited().test("pytest", fields).test("pytest", fields).check("y"))).toBeDefined();
    expect(
      found(
        edited()
          .step({}, action.test("pytest", fields), { kind: "install", command: "i", packages: [], ok: true })
          .test("pytest", fields)
          .check("y"),
      ),
    ).toBeDefined();
    expect(
      found(edited().test("pytest", fields).install("x").test("pytest", fields).install("y").check("y")),
    ).toBeDefined();
    expect(
      found(
        edited()
          .test("pytest", fields)
          .install("x")
          .step({}, action.test("pytest", fields), { kind: "install", command: "i", packages: [], ok: true })
          .check("y"),
      ),
    ).toBeUndefined();
    const failedInstall = { kind: "install", command: "i", packages: [], ok: false } as const;
    expect(
      found(edited().test("pytest", fields).step({}, failedInstall).test("pytest", fields).check("y")),
    ).toBeDefined();
    const both = edited()
      .test("pytest", fields)
      .step({}, action.look("z"), { ...failedInstall, ok: true });
    expect(found(both.test("pytest", fields).check("y"))).toBeUndefined();
    expect(tried({ ...fields, notRun: "not-started" })).toBeDefined();
    expect(tried({ ...fields, notRun: "none-selected" })).toBeDefined();
  });

  it("excuses no mistake of its own", () => {
    const last = (fields: object, command = "pytest") =>
      found(
        edited()
          .look("src/shop.py")
          .test("pytest", died)
          .install("x")
          .test(command, { ...died, ...fields })
          .check("y"),
      );
    expect(last({})).toBeDefined();
    expect(last({ notRun: "timed-out" })).toBeUndefined();
    expect(last({ error: { name: "ImproperlyConfigured", message: "" } })).toBeDefined();
    expect(last({ error: { name: "OSError", message: "" } })).toBeUndefined();
    expect(last(missing("numpy.linalg"))).toBeUndefined();
    expect(last(missing("numpy"), "pytest numpy")).toBeDefined();
    expect(last(missing("src.x"))).toBeDefined();
    expect(last(missing("shop"))).toBeDefined();
    expect(last(missing("sho"))).toBeUndefined();
  });
});
