import { describe, expect, it } from "vitest";
import { createRegistry, packProblems, recogniserProblems } from "../src/index.js";
import type { Recognisers, TestRunner } from "../src/index.js";
import { pack, strategy } from "./packs.js";

function runner(name: string): TestRunner {
  return { name, matchesCommand: () => false, parseOutput: () => null };
}

function bringing(namespace: string, recognisers: Recognisers) {
  return { ...pack({ ONE: strategy() }, namespace), ...recognisers };
}

describe("what packs bring for reading", () => {
  it("is joined in the order of the packs, the configuration's own first", () => {
    const { recognisers } = createRegistry({
      packs: [
        bringing("first", { runners: [runner("a")], tools: { poke: "edit", peek: "read" } }),
        bringing("second", { runners: [runner("b")], tools: { poke: "shell", prod: "write" } }),
      ],
      runners: [runner("own")],
      paths: [{ pattern: /^fixtures\//, pathClass: "test" }],
    });
    expect(recognisers.runners.map(({ name }) => name)).toEqual(["own", "a", "b"]);
    expect({ ...recognisers.tools }).toEqual({ poke: "edit", peek: "read", prod: "write" });
    expect(recognisers.paths).toEqual([{ pattern: /^fixtures\//, pathClass: "test" }]);
  });

  it("is empty where no pack brings anything", () => {
    const { recognisers } = createRegistry({ packs: [pack({ ONE: strategy() })] });
    expect(recognisers.runners).toEqual([]);
    expect(recognisers.paths).toEqual([]);
    expect(recognisers.tools["toString" as never]).toBeUndefined();
  });

  it.each([
    [{ runners: {} }, "runners", "has to be a list, found an object"],
    [{ runners: ["x"] }, "runners[0]", 'has to be { name, matchesCommand, parseOutput }, found "x"'],
    [{ runners: [{ ...runner("a"), name: "" }] }, "runners[0].name", 'has to be a text, found ""'],
    [
      { runners: [{ ...runner("a"), parseOutput: null }] },
      "runners[0].parseOutput",
      "has to be a function, found null",
    ],
    [{ tools: [] }, "tools", "has to be an object of tool kinds by tool name, found a list of 0"],
    [{ paths: [{ pattern: "x", pathClass: "test" }] }, "paths[0].pattern", 'has to be a regular expression, found "x"'],
    [{ paths: [{ pattern: /x/g, pathClass: "test" }] }, "paths[0].pattern", "/x/g must not have the flags g and y"],
    [
      { paths: [{ pattern: /x/, pathClass: "tests" }] },
      "paths[0].pathClass",
      'has to be one of product, test, scratch, config, docs, generated, found "tests"',
    ],
    [{ secrets: ["x"] }, "secrets[0]", 'has to be { name, pattern }, found "x"'],
    [{ secrets: [{ name: "key", pattern: /x/g }] }, "secrets[0].pattern", "/x/g must not have the flags g and y"],
    [{ secrets: [{ name: "key", pattern: /x*/ }] }, "secrets[0].pattern", "/x*/ must not match an empty text"],
    [
      { secrets: [{ name: "Key!", pattern: /x1/ }] },
      "secrets[0].name",
      'has to be words in lower case, as in "customer number", found "Key!"',
    ],
    [
      { secrets: [{ name: "key", pattern: /k\w+/ }] },
      "secrets[0].pattern",
      '/k\\w+/ must not match its own mask, "[masked key]"',
    ],
  ])("names the fault of %o", (wrong, path, message) => {
    expect(recogniserProblems(wrong)).toEqual([{ path, message }]);
    expect(packProblems(bringing("bad", wrong as never))).toEqual([{ path, message }]);
  });

  it("lists the kinds of tools", () => {
    expect(recogniserProblems({ tools: { poke: "touch" } })[0]?.message).toMatch(
      /^has to be one of read, edit, .*none, found "touch"$/,
    );
  });

  it("refuses a configuration with such a fault", () => {
    expect(() => createRegistry({ packs: [], tools: { poke: "touch" as never } })).toThrow(
      /the configuration.*tools\.poke/s,
    );
  });
});
