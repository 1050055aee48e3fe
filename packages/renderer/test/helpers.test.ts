import { describe, expect, it } from "vitest";
import { emptyRun, render, thrown } from "./templates.ts";

describe("print", () => {
  it("prints texts on one line and numbers as they are", () => {
    expect(render("{{data.text}} {{data.number}}", { text: "a\n\n# b", number: 0.5 })).toBe("a # b 0.5");
  });

  it("names file, place and path of a missing value", () => {
    expect(thrown(() => render("Open it.\n  Then {{data.path}}."))).toBe(
      'missing-value: x/plan.hbs:2:8: "data.path" has no value in this run. Return it from the detector, or print it inside {{#if data.path}}.',
    );
  });

  it("says the same of null and of a step that is not cited", () => {
    expect(thrown(() => render("{{data.path}}", { path: null }))).toContain('x/plan.hbs:1:1: "data.path" has no value');
    expect(thrown(() => render("{{run.lastFailure}}"))).toContain('"run.lastFailure" has no value');
  });

  it.each([
    [{ a: 1 }, "an object", "Print one of its members."],
    [["a"], "a list", "Write {{codes data.value}}, or go through it with {{#each data.value}}."],
    [true, "true", "Branch on it with {{#if data.value}}."],
  ])("refuses %j", (value, found, remedy) => {
    expect(thrown(() => render("{{data.value}}", { value }))).toBe(
      `unprintable-value: x/plan.hbs:1:1: "data.value" is ${found}, which cannot be printed as it is. ${remedy}`,
    );
  });

  it("refuses a path through a missing value", () => {
    expect(thrown(() => render("{{data.a.b}}"))).toContain("rendering-failed: x/plan.hbs could not be rendered:");
  });

  it("does not reach prototypes", () => {
    expect(thrown(() => render("{{data.constructor}}"))).toContain("missing-value");
    expect(thrown(() => render("{{data.path.length}}", { path: "abc" }))).toBe(
      thrown(() => render("{{data.path.length}}", { path: "abcdef" })),
    );
  });
});

describe("code", () => {
  it.each([
    ["a.py", "`a.py`"],
    ["a`b", "``a`b``"],
    ["`a``", "``` `a`` ```"],
    ["a\nb\u0007", "`a b`"],
    ["", "(empty)"],
  ])("quotes %j", (value, expected) => {
    expect(render("{{code data.value}}", { value })).toBe(expected);
  });

  it("is cut at its limit", () => {
    expect(render("{{code data.value}}", { value: "x".repeat(500) })).toBe(`\`${"x".repeat(159)}…\``);
  });

  it("refuses what is no text", () => {
    expect(thrown(() => render("{{code data.value}}"))).toBe(
      'wrong-value: x/plan.hbs:1:1: "code" takes a text, found nothing.',
    );
  });
});

describe("codes, steps and count", () => {
  it.each([
    [["a"], "`a`"],
    [["a", "b"], "`a` and `b`"],
    [["a", "b", "c"], "`a`, `b` and `c`"],
    [["a", "b", "c", "d"], "`a`, `b` and 2 more"],
  ])("joins %j", (paths, expected) => {
    expect(render("{{codes data.paths max=3}}", { paths })).toBe(expected);
  });

  it.each([
    [[4], "step 4"],
    [[4, 7, 9], "steps 4, 7 and 9"],
    [[4, 5, 6, 7, 8, 9, 10, 11], "steps 4, 5 and 6 more"],
  ])("writes the steps %j", (numbers, expected) => {
    expect(render("{{steps data.numbers max=3}}", { numbers })).toBe(expected);
  });

  it.each([
    [1, "edit", "1 edit"],
    [3, "edit", "3 edits"],
    [2, "try", "2 tries"],
    [2, "patch", "2 patches"],
    [2, "day", "2 days"],
    [["a", "b"], "file", "2 files"],
  ])("counts %j %s", (amount, noun, expected) => {
    expect(render("{{count data.amount data.noun}}", { amount, noun })).toBe(expected);
  });

  it("refuse empty and wrong lists", () => {
    expect(thrown(() => render("{{codes data.list}}", { list: [] }))).toBe(
      'wrong-value: x/plan.hbs:1:1: "codes" takes a list of texts that is not empty, found an empty list.',
    );
    expect(thrown(() => render("{{steps data.list}}", { list: [1.5] }))).toContain("found a list");
    expect(thrown(() => render("{{codes data.list max=1}}", { list: ["a", "b"] }))).toBe(
      'wrong-value: x/plan.hbs:1:1: "codes max=" takes a whole number of 2 or more, found 1.',
    );
  });
});

describe("fence", () => {
  it("is longer than any run of backticks inside", () => {
    expect(render("{{fence data.text}}", { text: "a\n````\nb" })).toBe("`````\na\n````\nb\n`````");
  });

  it("keeps indentation and cuts whole lines, with a mark", () => {
    const text = Array.from({ length: 40 }, (_, index) => `  line ${index + 1}`).join("\n");
    const lines = render("{{fence data.text}}", { text }).split("\n");
    expect(lines).toHaveLength(17);
    expect(lines.slice(1, 6)).toEqual(["  line 1", "  line 2", "  line 3", "  line 4", "[… 26 lines left out …]"]);
    expect(lines.at(-2)).toBe("  line 40");
  });
});

describe("blocks", () => {
  it("compare strictly, as block and as value", () => {
    const source = '{{#is data.kind "a"}}A{{else}}not A{{/is}} {{#if (is data.count 2)}}two{{/if}}';
    expect(render(source, { kind: "a", count: 2 })).toBe("A two");
    expect(render(source, { kind: "b", count: "2" })).toBe("not A");
  });

  it("go through lists with the view in reach", () => {
    const source = "{{#each data.files as |file|}}\n- {{code file.path}} of {{../data.total}}\n{{/each}}";
    expect(render(source, { total: 2, files: [{ path: "a" }, { path: "b" }] })).toBe("- `a` of 2\n- `b` of 2");
  });

  it("do not go through nothing silently", () => {
    expect(thrown(() => render("{{#each data.files}}{{this}}{{/each}}"))).toBe(
      'wrong-value: x/plan.hbs:1:1: "#each" takes a list, found nothing.',
    );
  });

  it("branch on the absence of a failure", () => {
    const source = "{{#with run.lastFailure}}{{code command}}{{else}}none{{/with}}";
    expect(render(source)).toBe("none");
    const lastFailure = { step: 1, command: "pytest", output: "", error: null, place: null };
    expect(render(source, {}, { ...emptyRun, lastFailure })).toBe("`pytest`");
  });
});
