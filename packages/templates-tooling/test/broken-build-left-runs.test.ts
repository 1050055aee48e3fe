import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { brokenBuildLeft } from "../src/broken-build-left/index.js";

type Run = ReturnType<typeof episode>;

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
