import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { promptProblems } from "../src/check/source-problems.ts";

const root = join(import.meta.dirname, "../../..");
const packs = [
  ...readdirSync(join(root, "packages"))
    .filter((name) => name.startsWith("templates-"))
    .map((name) => `packages/${name}`),
  "examples/custom-pack",
  "packages/create-mulligan-pack/template",
];

describe("the text rules", () => {
  it.each(packs)("find nothing in %s", (pack) => {
    expect(promptProblems(join(root, pack))).toEqual({ problems: [], compiled: true });
  });
});
