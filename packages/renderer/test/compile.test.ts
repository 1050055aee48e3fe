import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compileTemplate, precompileTemplate } from "../src/compile/index.ts";
import { thrown } from "./templates.ts";

const compile = (source: string) => thrown(() => compileTemplate({ file: "x/plan.hbs", source, partials: ["hint"] }));

describe("compileTemplate", () => {
  it("gives the first digits of the SHA-256 of the source", () => {
    for (const source of ["", "a", "é 日本 😀", "x".repeat(55), "x".repeat(56), "y".repeat(1_000)]) {
      const expected = createHash("sha256").update(source).digest("hex").slice(0, 16);
      expect(compileTemplate({ file: "a.hbs", source }).hash).toBe(expected);
    }
  });

  it("writes code of the current revision that never prints a path unchecked", () => {
    const { code } = precompileTemplate({
      file: "a.hbs",
      source: "{{data.a}}{{#if data.b}}{{data.c}}{{else}}{{data.d}}{{/if}}",
    });
    expect(code).toContain('"compiler":[8,">= 4.3.0"]');
    expect(code.match(/lookupProperty\(helpers,"print"\)/g)).toHaveLength(3);
    expect(code).not.toContain("container.lambda");
    expect(code).not.toContain("escapeExpression");
  });

  it.each([
    [
      "a {{{data.path}}}",
      3,
      "unchecked output is not supported; write {{data.path}}, which prints the text and checks it",
    ],
    [
      "a {{&data.path}}",
      3,
      "unchecked output is not supported; write {{data.path}}, which prints the text and checks it",
    ],
    ["a {{> (lookup data 'x')}}", 3, "the name of a partial has to stand in the file; it cannot be computed"],
    ["a {{> other}}", 3, 'there is no partial "other"; partials: hint'],
    [
      "a {{cod data.path}}",
      3,
      'there is no helper "cod"; helpers: if, unless, each, with, is, code, codes, steps, count, fence',
    ],
    [
      "a {{lookup data 'x'}}",
      3,
      'there is no helper "lookup"; helpers: if, unless, each, with, is, code, codes, steps, count, fence',
    ],
    ["a {{code data.path data.line}}", 3, '"code" takes 1 value, found 2; it is called as in {{code data.path}}'],
    ["a {{code}}", 3, '"code" takes 1 value, found 0; it is called as in {{code data.path}}'],
    ["a {{codes data.paths most=3}}", 22, '"codes" takes no "most="; it is called as in {{codes data.paths max=3}}'],
    ["a {{#code data.path}}{{/code}}", 3, '"code" is called as in {{code data.path}}'],
    [
      "a {{dat.path}}",
      5,
      'the view has no "dat"; a path starts with data, steps, firstStep, lastStep, evidence or run',
    ],
    [
      "a {{#if path}}{{/if}}",
      9,
      'the view has no "path"; a path starts with data, steps, firstStep, lastStep, evidence or run',
    ],
    ["a {{../data.path}}", 5, '"../data.path" leads out of the view'],
    [
      "{{#each data.x}}{{../path}}{{/each}}",
      19,
      'the view has no "path"; a path starts with data, steps, firstStep, lastStep, evidence or run',
    ],
    [
      "{{#each data.x}}{{data.y}}{{/each}}",
      19,
      'inside {{#each}} and {{#with}} a path starts at the item; write "../data.y" or "@root.data.y"',
    ],
    ["a {{@line}}", 5, 'there is no variable "@line"; variables: @index, @key, @first, @last, @root'],
    [
      "a {{#data.paths}}{{/data.paths}}",
      3,
      '"data.paths" is no block helper; write {{#each data.paths}} or {{#if data.paths}}',
    ],
    ["a {{fence run.lastFailure.output}}", 3, "a fence has to stand alone at the start of a line"],
    ['a {{"text"}}', 3, "a literal prints only itself; write it as text"],
    [
      "a {{#> hint}}{{/hint}}",
      3,
      "blocks handed to a partial are not supported; call {{> name}} and pass values by name",
    ],
    ["a {{#if data.a}}{{/each}}", 6, "if doesn't match each"],
    ["a {{data.a ! b}}", 12, '"!" cannot stand here'],
    ["a {{#if data.a}}", 17, "the file ends inside a block or a tag that is not closed"],
    ["a {{else}}", 3, '"{{else}}" cannot stand here'],
  ])("refuses %s", (source, column, message) => {
    const caret = `    | ${" ".repeat(column - 1)}^`;
    expect(compile(source)).toBe(`invalid-template: x/plan.hbs:1:${column}: ${message}\n  1 | ${source}\n${caret}`);
  });

  it("names all problems at once, with their lines", () => {
    expect(compile("fine\n\t{{{data.a}}}\n{{nothing}}\n")).toBe(
      [
        "invalid-template: 2 problems in x/plan.hbs:",
        "x/plan.hbs:2:2: unchecked output is not supported; write {{data.a}}, which prints the text and checks it",
        "  2 | \t{{{data.a}}}",
        "    | \t^",
        'x/plan.hbs:3:3: the view has no "nothing"; a path starts with data, steps, firstStep, lastStep, evidence or run',
        "  3 | {{nothing}}",
        "    |   ^",
      ].join("\n"),
    );
  });

  it("accepts everything that a view offers", () => {
    const source = [
      "{{! a comment }}{{evidence}} {{steps steps}} {{firstStep}} {{run.testCommand}} {{@root.data.x}}",
      "{{#each data.list as |item|}}{{@index}} {{item.a}} {{this.b}} {{c}} {{../data.d}} {{@root.run.outcome}}{{/each}}",
      "{{#unless data.e}}{{> hint path=data.f}}{{else if data.g}}{{count data.h 'edit'}}{{/unless}}",
      "{{fence run.lastFailure.output}}",
    ].join("\n");
    expect(compile(source)).toBe("nothing was thrown");
  });

  it("leaves the parser of the process as it was", async () => {
    const { default: handlebars } = await import("handlebars");
    compile("{{#if");
    expect(() => handlebars.parse("{{#if")).toThrow(/^Parse error on line 1/);
  });
});
