import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import type { TemplateAsset, TemplateView } from "@mulligan/core";
import { buildTemplateView, renderTemplate } from "../src/index.ts";
import { compileTemplate } from "../src/compile/index.ts";
import { helpers } from "../src/helpers/index.ts";
import { emptyRun, thrown } from "./templates.ts";

/** The same template and helpers in the runtime of Handlebars itself, its own block helpers included. */
function inHandlebars(asset: TemplateAsset, view: TemplateView, partials: Readonly<Record<string, TemplateAsset>>) {
  const environment = Handlebars.create();
  for (const name of ["print", "code", "codes", "steps", "count", "fence", "is"]) {
    environment.registerHelper(name, helpers[name] as Handlebars.HelperDelegate);
  }
  const functions = Object.fromEntries(
    Object.entries(partials).map(([name, partial]) => [name, environment.template(partial.precompiled as never)]),
  );
  return environment.template(asset.precompiled)(view, { partials: functions }).trim();
}

const data = {
  empty: [],
  none: null,
  zero: 0,
  no: false,
  yes: true,
  word: "word",
  blank: "",
  paths: ["a.py", "b.py", "c.py"],
  groups: [
    { name: "one", paths: ["x", "y"] },
    { name: "two", paths: [] },
  ],
  deep: { inside: { value: "there", list: [1, 2] } },
};
const view = buildTemplateView({ data, steps: [2, 3], evidence: "Evidence." }, emptyRun);

const partials = {
  greet: compileTemplate({ file: "partials/greet.hbs", source: "[{{name}}]", isPartial: true }),
  list: compileTemplate({
    file: "partials/list.hbs",
    source: "{{#each paths}}{{@index}}:{{this}}{{#unless @last}}, {{/unless}}{{/each}}{{> greet name=@root.data.word}}",
    partials: ["greet"],
    isPartial: true,
  }),
  self: compileTemplate({
    file: "partials/self.hbs",
    source: "{{value}}{{#if inside}}({{> self inside}}){{/if}}",
    partials: ["self"],
    isPartial: true,
  }),
};

const sources = [
  "plain text",
  "{{#if data.word}}a{{else}}b{{/if}}{{#if data.blank}}a{{else}}b{{/if}}{{#if data.zero}}a{{else}}b{{/if}}",
  "{{#if data.empty}}a{{else if data.yes}}b{{else}}c{{/if}}{{#if data.none}}a{{/if}}{{#if data.missing}}a{{/if}}",
  "{{#unless data.no}}a{{else}}b{{/unless}}{{#unless data.paths}}a{{else}}b{{/unless}}",
  "{{#each data.paths}}{{this}}-{{@index}}-{{@key}}{{#if @first}}F{{/if}}{{#if @last}}L{{/if}} {{/each}}",
  "{{#each data.empty}}a{{else}}none{{/each}}",
  "{{#each data.groups}}{{name}}: {{#each paths}}{{../name}}/{{this}}/{{@../index}}/{{@index}} {{/each}}; {{/each}}",
  "{{#each data.groups as |group place|}}{{place}} {{group.name}} {{#each group.paths as |path|}}{{path}} of {{group.name}} {{/each}}{{/each}}",
  "{{#with data.deep}}{{inside.value}}{{#with inside}}{{value}}{{#each list}}{{this}}{{../value}}{{@root.data.word}}{{/each}}{{/with}}{{/with}}",
  "{{#with data.deep as |deep|}}{{deep.inside.value}}{{/with}}{{#with data.none}}a{{else}}b{{/with}}{{#with data.zero}}zero{{this}}{{else}}b{{/with}}",
  "{{#with data.empty}}a{{else}}b{{/with}}{{#with data.blank}}a{{else}}b{{/with}}",
  '{{#is data.word "word"}}same{{else}}other{{/is}}{{#if (is data.zero 0)}}zero{{/if}}{{#is data.yes false}}a{{/is}}',
  '{{code data.word}} {{codes data.paths max=2}} {{steps steps}} {{count data.paths "file"}}',
  "{{#each data.paths}}{{#is this ../data.paths.[1]}}second{{else}}{{../evidence}}{{/is}}{{/each}}",
  "before\n  {{> greet name=data.word}}\nafter",
  "{{#each data.groups}}{{> list}} {{/each}}{{> list data.deep paths=data.paths}}",
  "{{> self data.deep value=data.word}}",
];

describe("a compiled template", () => {
  it.each(sources)("gives what Handlebars gives: %s", (source) => {
    const asset = compileTemplate({ file: "x/plan.hbs", source, partials: Object.keys(partials) });
    expect(renderTemplate(asset, view, partials)).toBe(inHandlebars(asset, view, partials));
  });

  it("gives its own partials to each pack", () => {
    const asset = compileTemplate({ file: "x/plan.hbs", source: "{{> greet name=data.word}}", partials: ["greet"] });
    const other = { greet: compileTemplate({ file: "partials/greet.hbs", source: "hello {{name}}", isPartial: true }) };
    expect([
      renderTemplate(asset, view, partials),
      renderTemplate(asset, view, other),
      renderTemplate(asset, view, partials),
    ]).toEqual(["[word]", "hello word", "[word]"]);
  });

  it("ends with an error where partials call one another for ever, or one is missing", () => {
    const endless = compileTemplate({
      file: "partials/endless.hbs",
      source: "{{> endless}}",
      partials: ["endless"],
      isPartial: true,
    });
    const asset = compileTemplate({ file: "x/plan.hbs", source: "{{> endless}}", partials: ["endless"] });
    expect(thrown(() => renderTemplate(asset, view, { endless }))).toContain("rendering-failed: x/plan.hbs");
    expect(thrown(() => renderTemplate(asset, view))).toContain("The partial endless could not be found");
  });

  it.each(["__proto__", "constructor", "toString"])("does not reach %s", (name) => {
    const asset = compileTemplate({ file: "x/plan.hbs", source: `{{#if data.${name}}}reached{{/if}}` });
    expect(renderTemplate(asset, view)).toBe("");
  });
});
