import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
// @ts-expect-error: a script without types
import { missingChangesets as untyped } from "../text-changesets.mjs";

const missingChangesets = untyped as (
  changed: readonly string[],
  changesets: readonly string[],
  nameOf: (folder: string) => string | null,
) => string[];

const root = join(import.meta.dirname, "../..");
const nameOf = (folder: string): string | null => (folder === "custom-pack" ? null : `@mulligan/${folder}`);
const changeset = (bump: string): string =>
  `---\n"@mulligan/templates-default": ${bump}\n---\n\nSay it in fewer words.\n`;
const text = "packages/templates-default/src/blind-write/plan.hbs";
const missing = `@mulligan/templates-default: ${text} was changed, and no changeset gives the package a minor version; run \`npx changeset\``;

describe("changed texts of a pack", () => {
  it("need a changeset with a minor version of the pack", () => {
    expect(missingChangesets([text], [], nameOf)).toEqual([missing]);
    expect(missingChangesets([text], [changeset("patch")], nameOf)).toEqual([missing]);
    expect(missingChangesets([text], [changeset("patch"), changeset("minor")], nameOf)).toEqual([]);
    expect(missingChangesets([text], [changeset("major")], nameOf)).toEqual([]);
    expect(
      missingChangesets([text, "packages/templates-tooling/test/golden/a/b.md"], [changeset("minor")], nameOf),
    ).toEqual([
      "@mulligan/templates-tooling: packages/templates-tooling/test/golden/a/b.md was changed, and no changeset gives the package a minor version; run `npx changeset`",
    ]);
  });

  it("are prompt and golden files of published packages alone", () => {
    const others = [
      "packages/templates-default/src/blind-write/detect.ts",
      "README.md",
      "examples/custom-pack/src/a/plan.hbs",
    ];
    expect(missingChangesets(others, [], nameOf)).toEqual([]);
  });
});

describe("a minor version of core", () => {
  it("does not make the packs major: they peer on a range that holds it, and only a version outside bumps them", () => {
    const config = JSON.parse(readFileSync(join(root, ".changeset/config.json"), "utf8")) as Record<string, unknown>;
    expect(config["___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH"]).toEqual({
      onlyUpdatePeerDependentsWhenOutOfRange: true,
    });
    const packs = [
      ...readdirSync(join(root, "packages"))
        .filter((name) => name.startsWith("templates-"))
        .map((name) => `packages/${name}`),
      "examples/custom-pack",
      "packages/create-mulligan-pack/template",
    ];
    const ranges = packs.map((pack) => {
      const { peerDependencies } = JSON.parse(readFileSync(join(root, pack, "package.json"), "utf8")) as {
        peerDependencies: Record<string, string>;
      };
      return [pack, peerDependencies["@mulligan/core"]];
    });
    expect(ranges).toHaveLength(7);
    expect(ranges.filter(([, range]) => range !== ">=0.1.0 <1")).toEqual([]);
  });
});
