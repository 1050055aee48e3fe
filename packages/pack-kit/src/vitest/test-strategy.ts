import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { goldenText } from "../conformance/golden-text.js";
import { impuritiesOn } from "../conformance/pack-conformance.js";
import { registryOf } from "../conformance/registry-of.js";
import type { PackUnderTest } from "../conformance/registry-of.js";
import { checkCases, checkIgnored, episodeOf, findingOf, goldenFile } from "../conformance/strategy-cases.js";
import type { StrategyCases } from "../conformance/strategy-cases.js";
import { folderNameOf } from "../strategy-folder.js";

/**
 * Declares the tests of one failure type: each run under `detects` gives a finding of the type with what the case asks
 * for, each run under `ignores` gives none, and what the next attempt is told stays as its golden file says. A missing
 * golden file is written, except in CI; `vitest -u` writes changed ones.
 *
 * @throws MulliganError `weak-test` where a side is empty, an episode stands there twice, or a member is unknown.
 */
export function testStrategy(pack: PackUnderTest, type: string, cases: StrategyCases): void {
  checkCases(Object.keys(pack.strategies), type, cases);
  const registry = registryOf(pack, type, cases.options);
  const folder = () =>
    resolve(dirname(expect.getState().testPath ?? "."), cases.golden ?? "golden", folderNameOf(type));

  describe(`the strategy ${type}`, () => {
    const detects = Object.entries(cases.detects);
    it.each(detects)("detects %s", async (name, given) => {
      expect(impuritiesOn(registry, episodeOf(given))).toEqual([]);
      const finding = findingOf(registry, type, name, given);
      const text = goldenText(name, episodeOf(given), finding, registry);
      await expect(text).toMatchFileSnapshot(join(folder(), goldenFile(name)));
    });

    it.each(Object.entries(cases.ignores))("ignores %s", (name, episode) => {
      expect(impuritiesOn(registry, episode)).toEqual([]);
      checkIgnored(registry, type, name, episode);
    });

    it("has no golden files of cases that are gone", () => {
      const wanted = new Set(detects.map(([name]) => goldenFile(name)));
      const found = existsSync(folder()) ? readdirSync(folder()).filter((file) => file.endsWith(".md")) : [];
      const left = found
        .filter((file) => !wanted.has(file))
        .map((file) => relative(process.cwd(), join(folder(), file)));
      expect(left).toEqual([]);
    });
  });
}
