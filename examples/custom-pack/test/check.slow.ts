import { join } from "node:path";
import { checkPack } from "@mulligan/pack-kit";
import { expect, test } from "vitest";

test("nothing but its privacy stands in the way of publishing this pack", async () => {
  expect(await checkPack(join(import.meta.dirname, ".."))).toEqual([
    {
      file: "package.json",
      line: 4,
      column: 3,
      message: "private is true, and npm publishes no private package",
      remedy: "Remove the member.",
    },
  ]);
});
