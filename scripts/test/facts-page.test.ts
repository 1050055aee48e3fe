import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
// @ts-expect-error: a script without types
import * as untyped from "../facts-page.mjs";

const { factsPage, page, unformatted } = untyped as {
  factsPage: () => string;
  page: string;
  unformatted: (text: string) => string;
};

it("docs/facts.md says what the types say; `node scripts/facts-page.mjs` writes it", () => {
  expect(unformatted(readFileSync(page, "utf8"))).toBe(unformatted(factsPage()));
});

it("names members of facts, steps, actions and findings with their meaning", () => {
  const text = unformatted(factsPage());
  expect(text).toContain("| `finish` | `number \\| null` | The step of an explicit submit call. |");
  expect(text).toContain("| `observation` | `string` | |");
  expect(text).toContain("### EditAction\n\nA change of a file, or the attempt.\n\nAnd the members of `WithPath`.");
  expect(text).toContain("| `confidence` | `number` | 0..1: how sure it is that the claim holds. |");
});
