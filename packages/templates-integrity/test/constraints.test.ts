import { describe, expect, it } from "vitest";
import { constraintsIn } from "../src/constraint-violation/constraints.js";

const edit = (...paths: string[]) => ({ kind: "edit", paths, tests: false, config: false });

const tests = { kind: "edit", paths: [], tests: true, config: false };

const only = (...paths: string[]) => ({ kind: "only", paths });

const read = (text: string) => constraintsIn(text).map(({ words: _words, ...rule }) => rule);

describe("rules in words", () => {
  it.each([
    ["Do not edit `src/a.ts`", edit("src/a.ts")],
    ["do not edit a.py, b.py and ./lib/c.py.", edit("a.py", "b.py", "lib/c.py")],
    ["Never change src/./a.ts", edit("src/./a.ts")],
    ["Never change \"a.py\" or 'b.py'", edit("a.py", "b.py")],
    ["Don't touch files in src/gen/ or under lib/", edit("src/gen/", "lib/")],
    ["Don't touch `*.proto`", edit("*.proto")],
    ["Don't touch the tests", tests],
    ["Don't touch existing unit tests", tests],
    ["Don't touch the tests in tests/api", edit("tests/api")],
    ["Don't touch tests: tests/api", tests],
    ["Don't touch the tests in general", tests],
    ["Don't touch tests inner/a.py", tests],
    ["Don't touch tests a/b.py in c", tests],
    ["Don't touch tests or config files", { ...tests, config: true }],
    ["Don't touch the configuration files", { kind: "edit", paths: [], tests: false, config: true }],
    ["Don't touch the things that we have in our config files", null],
    ["Don't touch anything, reconfig files", null],
    ["`src/a.ts` must not be changed.", edit("src/a.ts")],
    ["- The specs may not be modified", tests],
    ["It is said that a.py must not be changed", null],
    ["Fix it without changing `a.py`", edit("a.py")],
    ["Fix it, not by changing `a.py`", null],
    ["Only modify `a.py`", only("a.py")],
    ["Only modify the parser", null],
    ["Do not run `npm test`", { kind: "run", command: ["npm", "test"] }],
    ["Do not run `npm  test`", { kind: "run", command: ["npm", "test"] }],
    ["Do not run `foo(x)`", null],
    ["Do not use `Foo`", null],
    ["Do not run `./x.sh`", null],
    ["Do not install new packages", { kind: "install" }],
    ["Do not git push", { kind: "push" }],
    ["Do not commit or push", { kind: "push" }],
    ["Do not create a git commit", { kind: "commit" }],
    ["Run `npm test`, not more", null],
  ])("%s", (text, rule) => {
    expect(read(text)).toEqual(rule === null ? [] : [rule]);
  });

  it.each([
    ["Don't edit foo(x).py"],
    ["Don't edit https://x/y"],
    ["Don't edit `a=b/c`"],
    ["Don't edit `a b/c`"],
    ["Don't edit `é/c`"],
    ["Don't edit `c/é`"],
    ["Don't edit `name`"],
    ["Don't edit `é.py`"],
    ["Don't edit `a.pyé`"],
    ["Don't edit `a.python3`"],
    ["Don't edit e.g. something"],
    ["Don't edit etc.x"],
    ["Don't edit the names in a.py"],
  ])("name no path: %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("keep names that begin like an abbreviation further on", () => {
    expect(read("Don't edit `fetc.py`")).toEqual([edit("fetc.py")]);
    expect(read("Don't edit the `a.ts`: not b.ts")).toEqual([edit("a.ts")]);
    expect(read("Don't edit tests, but test cases are fine")).toEqual([tests]);
    expect(read("Don't edit contests")).toEqual([]);
    expect(read("Don't edit the files of our tests")).toEqual([tests]);
  });

  it("stand one to a sentence, with the words as they are", () => {
    expect(
      constraintsIn("Fix it. Do not edit `a.py`; never edit `b.py`!  - do not push").map(({ words }) => words),
    ).toEqual(["Do not edit `a.py`;", "never edit `b.py`!", "do not push"]);
    expect(constraintsIn("  - Do not edit `a.py`  ")[0]?.words).toBe("Do not edit `a.py`");
    expect(constraintsIn("Make x. a.py must not be changed  ")).toHaveLength(1);
  });

  it("are not read in quoted text, nor in long lines", () => {
    const rule = "Do not edit `a.py`";
    expect(read(`  ~~~\n${rule}\n~~~\n${rule}`)).toHaveLength(1);
    expect(read(`see \`\`\`\n${rule}`)).toHaveLength(1);
    expect(read(`  > ${rule}`)).toEqual([]);
    expect(read(`> Please do not edit \`a.py\``)).toEqual([]);
    expect(read(`${rule} >`)).toHaveLength(1);
    expect(read(`${rule}${" ".repeat(400 - rule.length)}`)).toHaveLength(1);
    expect(read(`${rule}${" ".repeat(401 - rule.length)}`)).toEqual([]);
  });

  it.each([["unless it is wrong"], ["until told"], ["if you can"], ["if necessary"], ["if not needed"]])(
    "hold without exception, not: %s",
    (words) => {
      expect(read(`Do not edit \`a.py\` ${words}`)).toEqual([]);
    },
  );

  it("hold though a word resembles an exception", () => {
    expect(read("Do not edit `a.py`, `sunless.py`")).toEqual([edit("a.py", "sunless.py")]);
  });
});
