import { join } from "node:path";
import { expect, it } from "vitest";
import { checkPack } from "../src/index.js";

const packages = join(import.meta.dirname, "../..");

// Their pages stand together in docs/failure-types, where they say more than the pages of a single pack.
it.each(["default", "integrity", "process", "tooling", "verification"])(
  "nothing but its pages stands in the way of publishing templates-%s",
  async (name) => {
    const problems = await checkPack(join(packages, `templates-${name}`));
    expect(problems.filter(({ file }) => !/^(?:docs\/\w+|README)\.md$/.test(file))).toEqual([]);
  },
);
