import { facts } from "@mulligan/core";
import { action, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { testSuiteOf } from "../src/evidence/test-suite.js";

type Run = ReturnType<typeof episode>;

const suite = (run: Run, ...edited: string[]) => {
  const built = run.finish();
  return testSuiteOf(built, facts(built), edited);
};
const listed = (observation: string) => suite(episode().shell("ls", observation));
const nearest = (edited: string, ...paths: string[]) => suite(episode().shell("ls", paths.join("\n")), edited).nearest;

describe("the repository's own tests are seen", () => {
  it.each([
    ["tests/test_a.py"],
    ["pkg/a_test.go"],
    ["unittest_x.py"],
    ["src/a.spec.ts"],
    ["src/ATests.java"],
    ["spec/a_spec.rb"],
    ["drwx 2 tests"],
    ["src/test/java/x"],
    ["./testing"],
  ])("in a listing with %s", (text) => {
    expect(listed(text).seen).toBe(true);
  });

  it.each([["latest/x"], ["contests"], ["a/tests"], ["special/x"], ["test"], ["attest.py"], ["unspec"], [""]])(
    "not in one with %j",
    (text) => {
      expect(listed(text).seen).toBe(false);
    },
  );

  it("further on in a line, and behind other words with such letters", () => {
    expect(listed("latest contests and tests/x").seen).toBe(true);
    expect(listed("latest,tests/x").seen).toBe(true);
    expect(listed("atest tests").seen).toBe(true);
  });

  it("in what was listed, searched, looked at or printed, but in no test run's output", () => {
    const observation = "tests/test_a.py";
    const by = (...kinds: string[]) =>
      suite(episode().step({ observation }, ...(kinds.map((kind) => ({ kind, shown: [], path: "x" })) as never[])))
        .seen;
    expect(by("list")).toBe(true);
    expect(by("search")).toBe(true);
    expect(by("look")).toBe(true);
    expect(by("other")).toBe(true);
    expect(by("list", "finish")).toBe(true);
    expect(by("finish")).toBe(false);
    expect(suite(episode().check("x", { observation })).seen).toBe(false);
  });

  it("in the first 30,000 characters", () => {
    expect(listed(`${" ".repeat(29_992)}a/tests/`).seen).toBe(true);
    expect(listed(`${" ".repeat(29_993)}a/tests/`).seen).toBe(false);
  });

  it("by a look at a test file that is there", () => {
    const look = (path: string, fields = {}) => suite(episode().look(path, { observation: "", ...fields })).seen;
    expect(look("tests/test_a.py")).toBe(true);
    expect(look("tests/test_a.py", { found: false })).toBe(false);
    expect(look("src/test_a.py")).toBe(false);
    expect(look("tests/data.txt")).toBe(false);
    const other = { kind: "list", path: "tests/test_a.py", pathClass: "test", found: true } as never;
    expect(suite(episode().step({ observation: "" }, other)).seen).toBe(false);
  });

  it("by a run of it that executed tests", () => {
    const run = (fields: object) =>
      suite(episode().test("pytest", { targets: ["tests/test_a.py::test_one"], ...fields })).seen;
    expect(run({})).toBe(true);
    expect(run({ ran: false })).toBe(false);
    expect(run({ ownTestsOnly: true })).toBe(false);
  });

  it("not where the agent made the file", () => {
    const made = (path: string) => episode().create(path).shell("ls", "pkg_test.go");
    expect(suite(made("pkg_test.go")).seen).toBe(false);
    expect(suite(made("lib/pkg_test.go")).seen).toBe(false);
    expect(suite(made("lib/other_test.go")).seen).toBe(true);
    const moved = episode()
      .edit("b_test.go", { kind: "create" })
      .step({}, action.look("b_test.go", { pathClass: "test" }));
    expect(suite(moved).seen).toBe(false);
  });

  it("once a folder was seen, whatever comes later", () => {
    expect(suite(episode().shell("ls", "tests/x").shell("ls", "src")).seen).toBe(true);
    expect(suite(episode().shell("ls", "src").shell("ls", "tests/x")).seen).toBe(true);
  });
});

describe("the test file nearest to an edited one", () => {
  it.each([
    ["src/parser.py", ["tests/test_lexer.py", "tests/test_parser.py"], "tests/test_parser.py"],
    ["src/_Parser.py", ["tests/test_parser.py"], "tests/test_parser.py"],
    ["src/parser.min.js", ["parser.test.js"], "parser.test.js"],
    ["src/my_parser.py", ["tests/test_my_parser.py"], "tests/test_my_parser.py"],
    ["src/Parser.java", ["src/ParserTest.java"], "src/ParserTest.java"],
    ["src/parser.go", ["src/parser_test.go"], "src/parser_test.go"],
    ["lib/parser.rb", ["spec/parser_spec.rb"], "spec/parser_spec.rb"],
    ["src/parser.py", ["tests/unittest_parser.py"], "tests/unittest_parser.py"],
    ["src/parser.py", ["tests/test_parser_io.py", "tests/test_parser.py"], "tests/test_parser.py"],
    ["src/parser.py", ["tests/test_io_parser.py"], "tests/test_io_parser.py"],
    ["src/parser.py", ["tests/test_parser.py", "src/long/tests/test_parser.py"], "src/long/tests/test_parser.py"],
    ["src/parser.py", ["b/test_parser.py", "a/test_parser.py"], "a/test_parser.py"],
    ["src/parser.py", ["a/test_parser.py", "b/test_parser.py"], "a/test_parser.py"],
    ["src/parser.py", ["./tests/test_parser.py"], "tests/test_parser.py"],
    ["src/parser.py", ["a/./tests/test_parser.py"], "a/./tests/test_parser.py"],
    ["src/testing.py", ["tests/test_testing.py"], "tests/test_testing.py"],
    ["src/parse.py", ["tests/test_parser.py"], null],
    ["src/io.py", ["tests/test_io.py"], null],
    ["src/abc.py", ["tests/test_abc.py"], "tests/test_abc.py"],
    ["src/__init__.py", ["tests/test_parser.py"], null],
  ])("%s among %j", (edited, paths, expected) => {
    expect(nearest(edited, ...paths)).toBe(expected);
  });

  it("of several edited files", () => {
    expect(suite(episode().shell("ls", "tests/test_b.py tests/test_long.py"), "src/a.py", "src/long.py").nearest).toBe(
      "tests/test_long.py",
    );
  });
});
