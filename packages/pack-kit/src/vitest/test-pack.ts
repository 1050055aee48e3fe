import type { Episode } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import {
  contractProblems,
  falseAlarms,
  impurities,
  staleModules,
  unrenderableTexts,
} from "../conformance/pack-conformance.js";
import { nameOf } from "../conformance/registry-of.js";
import type { PackUnderTest } from "../conformance/registry-of.js";
import { packageDirectory } from "./package-directory.js";

export interface PackTestOptions {
  /** The folder with the pack's package.json; default: the nearest above the test file. */
  readonly directory?: string;
  /** A passed run without any fault, where the one that is taken otherwise breaks a rule of your project. */
  readonly clean?: Episode;
}

/**
 * Declares the tests that every pack has to pass: it keeps the contract; its detectors are pure and silent on an empty
 * episode and on a clean passed run; its texts can be rendered with and without data; its generated modules belong to
 * its prompt files.
 */
export function testPack(pack: PackUnderTest, { directory, clean }: PackTestOptions = {}): void {
  describe(`the pack ${nameOf(pack)}`, () => {
    const problems = contractProblems(pack);
    it("keeps the contract of a pack", () => expect(problems).toEqual([]));
    describe.skipIf(problems.length > 0)("as a sound pack", () => {
      it("finds nothing in an empty episode and in a clean passed run", () =>
        expect(falseAlarms(pack, clean)).toEqual([]));
      it("has pure detectors", () => expect(impurities(pack)).toEqual([]));
      it("has texts that can be rendered with and without data", () => expect(unrenderableTexts(pack)).toEqual([]));
    });
    it("has generated modules that belong to its prompt files", () => {
      expect(staleModules(directory ?? packageDirectory(expect.getState().testPath))).toEqual([]);
    });
  });
}
