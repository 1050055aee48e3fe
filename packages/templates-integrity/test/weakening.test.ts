import type { EditAction } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { linesOf } from "../src/evidence/own-lines.js";
import type { LineChange } from "../src/evidence/own-lines.js";
import { differingLiterals, isAssertion, testName, weakeningOf } from "../src/test-tampering/weakening.js";

/** The change of a test file from one text to the other; `own` are lines that the agent had brought in before. */
function change(removed: string, added: string, own: readonly string[] = []): LineChange {
  const [before, after] = [linesOf(removed), linesOf(added)];
  return {
    step: 1,
    action: { removed, added } as unknown as EditAction,
    lost: before.filter((line) => !after.includes(line)),
    gained: after.filter((line) => !before.includes(line)),
    kept: before.filter((line) => after.includes(line)),
    own: new Set(own),
  };
}

const weakening = (removed: string, added: string, own?: readonly string[], moved: readonly string[] = []) =>
  weakeningOf(change(removed, added, own), (test) => moved.includes(test));

describe("names of tests", () => {
  it.each([
    ["async def test_a():", "test_a"],
    ["it('reads a row', () => {", "'reads a row'"],
    ["describe.only(`all`, () => {", "`all`"],
    ["func TestA(t *testing.T) {", "TestA"],
    ["public void testA() {", "testA"],
    ["private static void a_test() {", "a_test"],
    ["fn test_a() {", "test_a"],
    ["it 'reads' do", "'reads'"],
    ["def helper():", null],
    ["undef test_a():", null],
    ["x = it('reads')", null],
    ["myfunc TestA(t)", null],
    ["it 'reads' done", null],
  ])("%s", (line, name) => {
    expect(testName(line)).toBe(name);
  });
});

describe("assertions", () => {
  it.each([
    ["assert x", true],
    ["self.assertEqual(a, b)", true],
    ["expect(x).toBe(1)", true],
    ["x.should eq 1", true],
    ['t.Errorf("no")', true],
    ["require.NoError(t, err)", true],
    ["EXPECT_EQ(a, b)", true],
    ["verify(mock)", true],
    ["reassert(x)", false],
    ["# assert x", false],
    ["// expect(x)", false],
    ["x = 1", false],
  ])("%s: %s", (line, asserts) => {
    expect(isAssertion(line)).toBe(asserts);
  });
});

describe("a skip", () => {
  it.each([
    ["@pytest.mark.xfail"],
    ["@unittest.skip('later')"],
    ["@Disabled"],
    ["@Ignore"],
    ["#[ignore]"],
    ["raise SkipTest"],
  ])("%s stands on a test that was there", (marker) => {
    expect(weakening("def test_a():", `${marker}\ndef test_a():`)).toEqual({ kind: "skipped", line: marker });
  });

  it.each([
    ["@pytest.mark.skipif(x)"],
    ["@unittest.skipUnless(x)"],
    ["note @pytest.mark.skip"],
    ["xself.skipTest()"],
    ["later it.skip('a')"],
  ])("%s is none", (marker) => {
    expect(weakening("def test_a():", `${marker}\ndef test_a():`)).toBeNull();
  });

  it("is the first of several", () => {
    expect(weakening("def test_a():", "@Disabled\n@Ignore\ndef test_a():")).toMatchObject({ line: "@Disabled" });
  });

  it("is none under a condition", () => {
    const under = (condition: string) =>
      weakening("def test_a():\n  x()", `def test_a():\n  ${condition}\n  pytest.skip("no")\n  x()`);
    expect(under("if slow:")).toBeNull();
    expect(under("except ImportError:")).toBeNull();
    expect(under("y = 1 if slow else 2")).toMatchObject({ kind: "skipped" });
    expect(under("iffy()")).toMatchObject({ kind: "skipped" });
    expect(weakening("def test_a():", "@pytest.mark.skip\ndef test_a():\n  if x:\n    pass")).toMatchObject({
      kind: "skipped",
    });
    expect(weakening("it('a', () => {", "it.skip('a', () => {\n  if (x) y();")).toMatchObject({ kind: "skipped" });
    expect(weakening("def test_a():\n  x()", "def test_a():\n  if x:\n    raise SkipTest\n  x()")).toBeNull();
    expect(
      weakening("def test_a():\n  x()", "def test_a():\n  if x:\n    raises = 1\n  t.SkipNow()\n  x()"),
    ).toBeNull();
  });

  it("is none on tests that are new or the agent's own", () => {
    expect(weakening("x", "@Disabled\nvoid testNew() {\nx")).toBeNull();
    expect(weakening("", "it.skip('new', () => {")).toBeNull();
    expect(weakening("it('old', () => {", "it.skip('new', () => {")).not.toMatchObject({ kind: "skipped" });
    expect(weakening("it('a', () => {\nx", "it.skip('a', () => {\nit('b', () => {")).toBeNull();
    expect(weakening("it('a', () => {\nlet x", "it.skip('a', () => {")).toMatchObject({ kind: "skipped" });
    expect(weakening("def test_a():", "@Disabled\ndef test_a():", ["def test_a():"])).toBeNull();
    const two = "def test_a():\ndef test_b():";
    expect(weakening(two, `@Disabled\n${two}`, ["def test_a():"])).toBeNull();
    expect(weakening("x = 1", "@Disabled\nx = 1")).toBeNull();
    expect(weakening("x = 1\ndef test_a():", "@Disabled\nx = 1\ndef test_a():", ["x = 1"])).toMatchObject({
      kind: "skipped",
    });
  });
});

describe("many tests lost", () => {
  const tests = (...names: string[]) => names.map((name) => `def test_${name}():\n  assert ${name}`).join("\n");
  it("leaves less than half of those replaced", () => {
    expect(weakening(tests("a", "b", "c"), tests("x"))).toEqual({
      kind: "tests-lost",
      line: "def test_a():",
      before: 3,
      after: 1,
    });
    expect(weakening(tests("a", "b", "c", "d"), tests("d"))).toMatchObject({ kind: "tests-lost", before: 4, after: 1 });
    expect(weakening(tests("a", "b", "c", "d"), tests("x", "y"))).toBeNull();
    expect(weakening(tests("a", "b", "c", "d", "e"), tests("x", "y"))).toMatchObject({ before: 5, after: 2 });
    expect(weakening(tests("a", "b"), tests("x"))).toBeNull();
  });
  it("counts none that moved or only changed otherwise", () => {
    expect(weakening(tests("a", "b", "c"), tests("x"), [], ["test_a"])).toBeNull();
    expect(weakening(tests("a", "b", "c"), "def test_a(x):\n  assert a")).toBeNull();
    expect(weakening(tests("a", "b", "c", "d"), "def test_a(x):\n  assert a")).toMatchObject({ line: "def test_b():" });
  });
  it.each([
    ["@pytest.mark.parametrize('n', x)"],
    ["it.each(rows)('a', () => {"],
    ["with self.subTest():"],
    ["t.Run(name, run)"],
  ])("not where they became cases of one: %s", (line) => {
    expect(weakening(tests("a", "b", "c"), `${line}\n${tests("x")}`)).toBeNull();
  });
  it("but where the new lines only speak of it", () => {
    expect(weakening(tests("a", "b", "c"), `unparametrized = 1\n${tests("x")}`)).toMatchObject({ kind: "tests-lost" });
  });
});

describe("what is removed or emptied", () => {
  it("a test, the first of those lost", () => {
    const two = "def test_a():\n  x()\ndef test_b():\n  y()";
    expect(weakening(two, "")).toEqual({ kind: "test-removed", line: "def test_a():" });
    expect(weakening(two, "", [], ["test_a"])).toBeNull();
    expect(weakening(two, "def test_c():\n  z()")).toBeNull();
  });
  it("an assertion, by one that always holds", () => {
    expect(weakening("assert x == 1", "assert True")).toEqual({ kind: "emptied", line: "assert True" });
    expect(weakening("expect(x).toBe(2)", "expect(true).toBe(true)")).toMatchObject({ kind: "emptied" });
    expect(weakening("assert x\nassert y", "assert True\nself.assertTrue(True)")).toMatchObject({
      line: "assert True",
    });
    expect(weakening("x = 1", "assert True")).toBeNull();
    expect(weakening("assert x == 1", "y = 2  # assert True")).not.toMatchObject({ kind: "emptied" });
  });
  it("an assertion, without another in its place", () => {
    expect(weakening("assert x", "y()")).toEqual({ kind: "assertion-removed", line: "assert x" });
    expect(weakening("assert x", "assert y")).toBeNull();
    expect(weakening("assert x", "validate_all(x)")).toBeNull();
    expect(weakening("assert x", "# validate(x)")).toMatchObject({ kind: "assertion-removed" });
    expect(weakening("assert x", "prevalidate(x)")).toMatchObject({ kind: "assertion-removed" });
    expect(weakening("assert x", "def test_b():\n  y()")).toBeNull();
    expect(weakening("# assert x", "y()")).toBeNull();
  });
});

describe("a changed expectation", () => {
  const changed = (before: string, after: string) => weakening(before, after)?.kind === "expectation-changed";
  it("differs in literals alone", () => {
    expect(weakening("assert f() == 'a'", "assert f() == 'b'")).toEqual({
      kind: "expectation-changed",
      line: "assert f() == 'a'",
      now: "assert f() == 'b'",
    });
    expect(changed("assert f() is True", "assert f() is False")).toBe(true);
    expect(changed("assert f() == 1", "assert g() == 1")).toBe(false);
    expect(changed("assert f() == 1\nassert g() == 1", "assert f() == 2\nassert h() == 1")).toBe(false);
    expect(changed("assert v1 == x", "assert v2 == x")).toBe(false);
  });
  it("of as many lines as before, six at most", () => {
    const lines = (count: number, value: number) =>
      ["assert f() == [", ...Array.from({ length: count }, (_, index) => `'${index}': ${value},`)].join("\n");
    expect(changed(lines(6, 1), lines(6, 2))).toBe(true);
    expect(changed(lines(7, 1), lines(7, 2))).toBe(false);
    expect(changed(lines(2, 1), lines(1, 2))).toBe(false);
    expect(changed("assert f() == 1", "assert f() == 2\nassert f() == 3")).toBe(false);
    expect(changed("assert f()", "assert f()\n1")).toBe(false);
  });
  it("of an assertion that is in the text, and of no comment", () => {
    expect(changed("x = 1", "x = 2")).toBe(false);
    expect(changed("assert f()\n# 1", "assert f()\n# 2")).toBe(false);
    expect(changed("assert f()\nx = [1]", "assert f()\nx = [2]")).toBe(true);
    expect(changed("assert f()\nx = [1]  # one", "assert f()\nx = [2]  # one")).toBe(true);
  });
  it("goes from some literals to others", () => {
    expect(differingLiterals("f('a', 1, \"it's\")", "f('b', 1, `c`)")).toEqual({ old: ["a", "it's"], new: ["b", "c"] });
    expect(differingLiterals("x1 == 2.5e3", "x2 == None")).toEqual({ old: ["2.5e3"], new: ["None"] });
  });
});
