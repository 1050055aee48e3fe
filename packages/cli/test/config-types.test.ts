/* oxlint-disable vitest/expect-expect -- the compiler judges most of it */
import { defineOptions, defineStrategy, defineTemplatePack } from "@mulligan/core";
import type { StrategyTemplates } from "@mulligan/core";
import { templatesDefault } from "@mulligan/templates-default";
import { describe, expect, it } from "vitest";
import { defineConfig } from "../src/index.js";

// The compiler is what judges here: a line that compiles although it is expected not to is an error of the type check.

const templates = {} as StrategyTemplates;
const meta = { title: "A title", summary: "What happened.", severity: "major" } as const;
const limit = defineOptions({ most: { type: "number", default: 3, description: "How many." } });
const withOptions = defineStrategy({ meta, options: limit, templates });
const without = defineStrategy({ meta, templates });
const acme = defineTemplatePack({
  meta: { api: 1, name: "@acme/pack", version: "1.0.0", namespace: "acme" },
  strategies: { SLOW_QUERY: withOptions, MISSING_MIGRATION: without },
});

describe("defineConfig", () => {
  it("gives the configuration as it is", () => {
    const config = { packs: [acme], overrides: { SLOW_QUERY: { options: { most: 4 } } } } as const;
    expect(defineConfig(config)).toBe(config);
  });

  it("takes the ids, types and options of the packs given", () => {
    defineConfig({ packs: [acme], overrides: { "acme/SLOW_QUERY": { options: { most: 4 }, priority: 2 } } });
    defineConfig({ packs: [acme, templatesDefault], overrides: { MISSING_MIGRATION: false, NEVER_TESTED: false } });
    defineConfig({ packs: [templatesDefault], overrides: { LOOPING_BEHAVIOR: { options: { minimumTimes: 4 } } } });
    defineConfig({ packs: [templatesDefault], overrides: { "default/BLIND_WRITE": { severity: "minor" } } });
    // @ts-expect-error: no pack given has this id
    defineConfig({ packs: [acme], overrides: { "acme/SLOW_QUERRY": false } });
    // @ts-expect-error: no pack given has this type
    defineConfig({ packs: [acme], overrides: { NEVER_TESTED: false } });
    // @ts-expect-error: the namespace is another
    defineConfig({ packs: [acme], overrides: { "other/SLOW_QUERY": false } });
    // @ts-expect-error: a number is asked for
    defineConfig({ packs: [acme], overrides: { SLOW_QUERY: { options: { most: "4" } } } });
    // @ts-expect-error: there is no such option
    defineConfig({ packs: [acme], overrides: { SLOW_QUERY: { options: { mots: 4 } } } });
    // @ts-expect-error: there is no such option
    defineConfig({ packs: [templatesDefault], overrides: { LOOPING_BEHAVIOR: { options: { times: 4 } } } });
    // @ts-expect-error: there is no such severity
    defineConfig({ packs: [acme], overrides: { SLOW_QUERY: { severity: "huge" } } });
    // @ts-expect-error: there is no such member
    defineConfig({ packs: [acme], overrides: { SLOW_QUERY: { weight: 1 } } });
  });

  it("knows the packs that are in force without a list", () => {
    defineConfig({ overrides: { NEVER_TESTED: false, SCOPE_CREEP: { severity: "minor" } } });
    // @ts-expect-error: none of them has this type
    defineConfig({ overrides: { NEVER_TSTED: false } });
  });

  it("takes the strategies of the project, and any id where a pack is named by a text", () => {
    defineConfig({
      packs: [acme],
      strategies: { OWN: withOptions },
      overrides: { "local/OWN": { options: { most: 1 } } },
    });
    defineConfig({ packs: ["@acme/other"], overrides: { "other/ANYTHING": { options: { any: 1 } } } });
    // @ts-expect-error: the project has no such strategy
    defineConfig({ packs: [acme], strategies: { OWN: withOptions }, overrides: { "local/OWM": false } });
  });
});

describe("defineStrategy", () => {
  it("gives the rule the types of its options, and asks for the data that it says", () => {
    defineStrategy<{ readonly file: string }, { readonly most: number }>({
      meta,
      options: limit,
      templates,
      detect: (_episode, { options }) => {
        const most: number = options.most;
        // @ts-expect-error: there is no such option
        void options.least;
        return [{ confidence: 1, steps: [most], evidence: "Seen.", data: { file: "a.ts" } }];
      },
    });
    defineStrategy<{ readonly file: string }>({
      meta,
      templates,
      // @ts-expect-error: the data lack the file
      detect: () => [{ confidence: 1, steps: [1], evidence: "Seen.", data: {} }],
    });
  });

  it("finds out options and data by itself", () => {
    const found = defineStrategy({
      meta,
      options: limit,
      templates,
      detect: (_episode, { options }) => [
        { confidence: 1, steps: [1], evidence: "Seen.", data: { most: options.most, file: "a.ts" } },
      ],
    });
    type Found = NonNullable<ReturnType<NonNullable<typeof found.detect>>>[number];
    const fileOf = ({ data }: Found): string => data.file;
    expect(fileOf({ confidence: 1, steps: [1], evidence: "Seen.", data: { most: 3, file: "a.ts" } })).toBe("a.ts");
    const other = { confidence: 1, steps: [1] as const, evidence: "Seen.", data: { most: 3, line: 1 } };
    // @ts-expect-error: the data have no such member
    expect(fileOf(other)).toBeUndefined();
  });
});
