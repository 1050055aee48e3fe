import { facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { ofEnvironment } from "../src/evidence/environment.js";

describe("an error is the environment's", () => {
  const of = (fields: object | undefined, run = episode().look("src/shop/cart.py")) =>
    ofEnvironment(fields as never, facts(run.finish()).files);
  const missing = (module: string) => of({ name: "ModuleNotFoundError", message: `No module named '${module}'` });
  it.each([
    ["numpy", true],
    ["numpy.linalg", true],
    ["shop", false],
    ["shop.cart", false],
    ["cart", false],
    ["src", false],
    ["cart.x", false],
    ["py", true],
  ])("for a missing module %s: %s", (module, expected) => {
    expect(missing(module)).toBe(expected);
  });
  it.each([
    [{ name: "ECONNREFUSED", message: "" }, true],
    [{ name: "MyOSError", message: "" }, false],
    [{ name: "OSErrors", message: "" }, false],
    [{ name: "Error", message: "Cannot find package 'left-pad/lib'" }, true],
    [{ name: "Error", message: "Cannot find module 'shop/lib'" }, false],
    [{ name: "Error", message: "Cannot find module './x'" }, false],
    [{ name: "ValueError", message: "x" }, false],
    [undefined, false],
  ])("for %j: %s", (fields, expected) => {
    expect(of(fields)).toBe(expected);
  });
  it("and none where the repository has it further on, or under a double ending", () => {
    const files = episode().look("a/b.py").look("lib/conf.d.ts");
    expect(of({ name: "E", message: "No module named 'conf.d'" }, files)).toBe(true);
    expect(of({ name: "E", message: "No module named 'lib'" }, files)).toBe(false);
  });
});
