import { describe, expect, it } from "vitest";
import { createRegistry, packProblems, defineOptions, isMulliganError } from "../src/index.js";
import type { RegistryInput } from "../src/index.js";
import { asset, pack, strategy } from "./packs.js";

function failure(input: RegistryInput): { code: string; message: string } {
  try {
    createRegistry(input);
  } catch (error) {
    if (isMulliganError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("the registry was built");
}

describe("createRegistry", () => {
  it("gives every strategy its id and finds it by id and by bare type", () => {
    const registry = createRegistry({ packs: [pack({ ONE: strategy(), TWO: strategy() })] });
    expect(registry.strategies.map(({ id }) => id)).toEqual(["test/ONE", "test/TWO"]);
    expect(registry.get("ONE")).toBe(registry.get("test/ONE"));
    expect(registry.get("THREE")).toBeUndefined();
  });

  it("is frozen", () => {
    const registry = createRegistry({ packs: [pack({ ONE: strategy() })] });
    expect(Object.isFrozen(registry)).toBe(true);
    expect(Object.isFrozen(registry.strategies)).toBe(true);
    expect(Object.isFrozen(registry.strategies[0])).toBe(true);
  });

  it("takes the same pack twice as one", () => {
    const same = pack({ ONE: strategy() });
    expect(createRegistry({ packs: [same, same] }).strategies).toHaveLength(1);
  });

  it("refuses two claimants of a namespace and names both", () => {
    const packs = [pack({ ONE: strategy() }, "mine", "pack-a"), pack({ TWO: strategy() }, "mine", "pack-b")];
    expect(failure({ packs })).toEqual({
      code: "namespace-clash",
      message:
        'pack-a@1.2.3 and pack-b@1.2.3 both claim the namespace "mine". Remove one of them from the configuration, or ask an author to choose another namespace.',
    });
  });

  it("says how to find two copies of one pack", () => {
    const packs = [pack({ ONE: strategy() }), pack({ ONE: strategy() })];
    expect(failure({ packs }).message).toBe(
      'pack-test@1.2.3 and pack-test@1.2.3 both claim the namespace "test". Two copies of pack-test are installed; `pnpm why pack-test` (or `npm ls pack-test`) shows who brings them.',
    );
  });

  it("lists all problems of all packs at once, with their place", () => {
    const broken = {
      meta: { api: 2, name: "broken", version: "1.0.0", namespace: "Not Good" },
      strategies: {
        "bad-name": strategy(),
        NO_TEXTS: { meta: { title: "T", summary: "S", severity: "huge" }, templates: { plan: asset("plan.hbs") } },
      },
    };
    const old = strategy(
      {},
      { templates: { ...strategy().templates, plan: { ...asset("old.hbs"), precompiled: { compiler: [6, ">= 2"] } } } },
    );
    expect(failure({ packs: [broken as never, pack({ OLD: old }, "old")] })).toEqual({
      code: "invalid-pack",
      message: [
        "7 problems with the template packs:",
        "  broken@1.0.0 meta.api: is 2; this version of @mulligan/core understands api 1, install a pack made for it",
        '  broken@1.0.0 meta.namespace: has to be lower case with hyphens, as in acme-mobile, found "Not Good"',
        "  broken@1.0.0 strategies.bad-name: a failure type is written in capitals with underscores, as in MISSING_MIGRATION",
        '  broken@1.0.0 strategies.NO_TEXTS.meta.severity: has to be one of critical, major, minor, none, found "huge"',
        "  broken@1.0.0 strategies.NO_TEXTS.templates.whatWentWrong: has to be a compiled template, found nothing; run `mulligan-pack compile`",
        "  broken@1.0.0 strategies.NO_TEXTS.templates.improvedStrategy: has to be a compiled template, found nothing; run `mulligan-pack compile`",
        "  pack-old@1.2.3 strategies.OLD.templates.plan: old.hbs was compiled with template revision 6, accepted: 7, 8; recompile with `mulligan-pack compile`",
      ].join("\n"),
    });
  });

  it("checks the texts in other languages", () => {
    const translated = (translations: unknown) => ({ ...strategy(), translations }) as never;
    const sound = { de: { plan: asset("plan.hbs") }, "pt-br": {} };
    expect(createRegistry({ packs: [pack({ ONE: translated(sound) })] }).get("ONE")?.strategy.translations).toBe(sound);
    const problems = (translations: unknown) =>
      packProblems(pack({ ONE: translated(translations) })).map(({ path, message }) => `${path} ${message}`);
    expect(problems("de")).toEqual([
      'strategies.ONE.translations has to be an object of templates by language, found "de"',
    ]);
    expect(problems({ German: { plan: 3, title: asset("x.hbs") }, de: null })).toEqual([
      "strategies.ONE.translations.German is no language tag in lower case, as in de or pt-br",
      "strategies.ONE.translations.German.plan has to be a compiled template, found 3; run `mulligan-pack compile`",
      "strategies.ONE.translations.German.title is no slot; known: whatWentWrong, improvedStrategy, plan, system, user, again",
      "strategies.ONE.translations.de has to be an object of templates, found null",
    ]);
  });

  it("says what a module that is no pack is", () => {
    expect(failure({ packs: ["my-pack" as never] }).message).toBe(
      '1 problem with the template packs:\n  packs[0]: a pack has to be an object, found "my-pack"; did the module export it under another name?',
    );
  });

  it("switches off, reprioritises, and replaces text slots as the configuration says", () => {
    const plan = asset("mine.hbs");
    const registry = createRegistry({
      packs: [pack({ ONE: strategy(), TWO: strategy() })],
      overrides: { ONE: false, "test/TWO": { severity: "minor", priority: 5, templates: { plan } } },
    });
    expect(registry.switchedOff.map(({ id }) => id)).toEqual(["test/ONE"]);
    expect(registry.get("ONE")).toBeUndefined();
    const two = registry.get("TWO");
    expect(two).toMatchObject({ severity: "minor", priority: 5, overridden: ["priority", "severity", "templates"] });
    expect(two?.templates.plan).toBe(plan);
    expect(two?.templates.improvedStrategy.file).toBe("b.hbs");
  });

  it("refuses overrides of strategies that do not exist or are not unique", () => {
    const packs = [pack({ ONE: strategy() }, "a"), pack({ ONE: strategy() }, "b")];
    expect(failure({ packs, overrides: { TWO: false } }).message).toBe(
      'overrides: no strategy is called "TWO". Known: a/ONE, b/ONE.',
    );
    expect(failure({ packs, overrides: { ONE: false } }).message).toBe(
      'overrides: "ONE" could be a/ONE or b/ONE. Write the full id.',
    );
    expect(createRegistry({ packs, overrides: { "a/ONE": false } }).get("ONE")?.id).toBe("b/ONE");
  });

  it("lists everything that is wrong with overrides", () => {
    const overrides = {
      ONE: { severity: "huge", on: true, priority: "high", templates: { plan: 3, title: 4 } },
      TWO: true,
    };
    expect(failure({ packs: [pack({ ONE: strategy() })], overrides: overrides as never })).toEqual({
      code: "invalid-override",
      message: [
        "The overrides do not fit:",
        "  overrides.ONE.on: is unknown; known: enabled, severity, priority, options, templates",
        '  overrides.ONE.severity: has to be one of critical, major, minor, none, found "huge"',
        '  overrides.ONE.priority: has to be a number, found "high"',
        "  overrides.ONE.templates.plan: has to be a compiled template, found 3; run `mulligan-pack compile`",
        "  overrides.ONE.templates.title: is no slot; known: whatWentWrong, improvedStrategy, plan, system, user, again",
        "  overrides.TWO: has to be false or an object of enabled, severity, priority, options, templates, found true",
      ].join("\n"),
    });
  });

  it("validates options, fills in defaults and reports every problem", () => {
    const options = defineOptions({
      times: { type: "number", default: 3, minimum: 2, integer: true, description: "How often" },
      strict: { type: "boolean", default: false, description: "Strict" },
    });
    const packs = [pack({ ONE: { ...strategy(), options } as never })];
    expect(createRegistry({ packs }).get("ONE")?.options).toEqual({ times: 3, strict: false });
    expect(createRegistry({ packs, overrides: { ONE: { options: { times: 4 } } } }).get("ONE")?.options).toEqual({
      times: 4,
      strict: false,
    });
    expect(failure({ packs, overrides: { ONE: { options: { times: 1.5, strict: "yes", more: 1 } } } })).toEqual({
      code: "invalid-options",
      message: [
        "The options of test/ONE do not fit:",
        "  options.more: unknown option; known options: times, strict",
        "  options.times: has to be a whole number",
        "  options.strict: has to be true or false",
      ].join("\n"),
    });
  });

  it("refuses options for a strategy that has none", () => {
    const packs = [pack({ ONE: strategy() })];
    expect(failure({ packs, overrides: { ONE: { options: {} } } }).message).toBe(
      "The options of test/ONE do not fit:\n  options: this strategy has no options",
    );
  });

  it("has room for one fallback", () => {
    const packs = [pack({ ONE: strategy({ role: "fallback" }), TWO: strategy({ role: "fallback" }) })];
    expect(failure({ packs }).message).toBe(
      'test/ONE and test/TWO both have the role "fallback", and a registry has room for one. Switch one of them off: overrides: { "test/TWO": false }.',
    );
    expect(createRegistry({ packs, overrides: { TWO: false } }).fallback?.id).toBe("test/ONE");
  });

  it("takes strategies of the project under the namespace local", () => {
    const registry = createRegistry({ packs: [], strategies: { MINE: strategy() } });
    expect(registry.get("local/MINE")).toMatchObject({ pack: "local", namespace: "local" });
  });
});
