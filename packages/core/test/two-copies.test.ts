import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import * as first from "../src/index.js";
import { episodeOf } from "./episode.js";
import { asset } from "./packs.js";

// The built package beside its sources: two copies of the same code, as in a tree with two versions of it.
const built = join(import.meta.dirname, "../dist/index.js");
if (!existsSync(built))
  throw new Error("packages/core is not built; run `npx turbo run build --filter=@mulligan/core`.");
const second = (await import(/* @vite-ignore */ pathToFileURL(built).href)) as typeof first;

const templates = { whatWentWrong: asset("a.hbs"), improvedStrategy: asset("b.hbs"), plan: asset("c.hbs") };
const meta = { title: "A title", summary: "What happened.", severity: "major" } as const;

/** A pack whose helpers and options come from the given copy. */
function packOf({ defineOptions, defineStrategy, defineTemplatePack }: typeof first) {
  return defineTemplatePack({
    meta: { api: 1, name: "acme", version: "1.0.0", namespace: "acme" },
    strategies: {
      LATE: defineStrategy({
        meta,
        templates,
        options: defineOptions({ from: { type: "number", default: 2, description: "First step that counts." } }),
        detect: (episode, { facts, options }) =>
          facts.stepCount === episode.steps.length && facts.stepCount >= options.from
            ? [{ confidence: 1, steps: [options.from], evidence: "Seen.", data: { from: options.from } }]
            : [],
      }),
    },
  });
}

const run = episodeOf([[], [], []]);

describe("two copies of this package in one tree", () => {
  it("are two", () => expect(second.MulliganError).not.toBe(first.MulliganError));

  it("know each other's errors, and no others", () => {
    expect(first.isMulliganError(new second.MulliganError("code", "message"))).toBe(true);
    expect(second.isMulliganError(new first.MulliganError("code", "message"))).toBe(true);
    expect(first.isMulliganError(Object.assign(new Error("message"), { code: "code" }))).toBe(false);
  });

  it.each([
    ["a pack of the one in the registry of the other", second, first, first],
    ["a registry of the one in the diagnosis of the other", first, second, first],
    ["each of the three from elsewhere", second, first, second],
  ])("work together: %s", (_name, ofPack, ofRegistry, ofDiagnosis) => {
    const overrides = { LATE: { options: { from: 3 } } };
    const registry = ofRegistry.createRegistry({ packs: [packOf(ofPack)], overrides });
    const own = first.createRegistry({ packs: [packOf(first)], overrides });
    expect(ofDiagnosis.diagnose(run, registry)).toEqual(first.diagnose(run, own));
    expect(ofDiagnosis.diagnose(run, registry).findings).toMatchObject([{ id: "acme/LATE", steps: [3] }]);
  });

  it("take the pack of another copy for the same when it is, and say so when it is not", () => {
    const pack = packOf(second);
    expect(first.createRegistry({ packs: [pack, pack] }).packs).toHaveLength(1);
    expect(() => first.createRegistry({ packs: [pack, packOf(first)] })).toThrow(/Two copies of acme are installed/);
  });
});

describe("a pack that was built against an earlier version", () => {
  // Only what the first published contract asks for: no role, no options, no `again`, no recognisers.
  const old = {
    meta: { api: 1, name: "acme-old", version: "0.1.0", namespace: "old" },
    strategies: {
      PLAIN: { meta, templates, detect: () => [{ confidence: 1, steps: [1], evidence: "Seen.", data: {} }] },
    },
  } as unknown as first.TemplatePack;

  it("is in force", () => {
    const registry = first.createRegistry({ packs: [old] });
    expect(first.diagnose(run, registry)).toMatchObject({ findings: [{ id: "old/PLAIN" }], diagnostics: [] });
  });

  it("may carry members that this version does not know", () => {
    const newer = { ...old, later: true, meta: { ...old.meta, later: true } } as unknown as first.TemplatePack;
    expect(first.createRegistry({ packs: [newer] }).strategies.map(({ id }) => id)).toEqual(["old/PLAIN"]);
  });

  it("is turned away with a remedy where api or template engine are others", () => {
    const otherApi = { ...old, meta: { ...old.meta, api: 2 } } as unknown as first.TemplatePack;
    expect(() => first.createRegistry({ packs: [otherApi] })).toThrow(
      "acme-old@0.1.0 meta.api: is 2; this version of @mulligan/core understands api 1, install a pack made for it",
    );
    const plan = { ...asset("c.hbs"), precompiled: { compiler: [6, ">= 2.0.0"] } };
    const strategies = { PLAIN: { ...old.strategies["PLAIN"], templates: { ...templates, plan } } };
    expect(() => first.createRegistry({ packs: [{ ...old, strategies } as unknown as first.TemplatePack] })).toThrow(
      /c\.hbs was compiled with template revision 6, accepted: 7, 8; recompile with `mulligan-pack compile`/,
    );
  });
});
