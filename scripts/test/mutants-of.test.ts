import { expect, it } from "vitest";
// @ts-expect-error: a script without types
import { mutantsOf as untyped } from "../mutation/mutants-of.mjs";

interface Mutants {
  readonly code: string;
  readonly mutants: readonly { readonly id: string; readonly kind: string; readonly replacement: string }[];
}

const mutantsOf = untyped as (code: string, file: string) => Mutants;

/** What the code returns with one mutant active; with none where the id is empty. */
function answer(code: string, active: string): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- the code is written in this file
  const run = new Function("__mutant", code) as (isActive: (id: string) => boolean) => unknown;
  return run((id) => id === active);
}

it("puts every fault behind a switch, and changes nothing while all are off", () => {
  const source = "const most = 3; const list = [1, 5, 4].filter((n) => n > 1 && !(n > most)); return list.length;";
  const { code, mutants } = mutantsOf(`function f() { ${source} }`, "rule.ts");
  const call = `${code}\nreturn f();`;
  expect(answer(call, "")).toBe(0);
  const answers = mutants.map(({ id, kind, replacement }) => `${kind} ${replacement}: ${String(answer(call, id))}`);
  expect(answers.toSorted()).toEqual(
    [
      "clause true: 1",
      "clause true: 2",
      "comparison (n) <= (1): 1",
      "comparison (n) <= (most): 2",
      "comparison (n) >= (1): 1",
      "comparison (n) >= (most): 0",
      "logic (n > 1) || (!(n > most)): 3",
      "method [1, 5, 4]: 3",
      "negation n > most: 2",
      "number 4: 1",
      "number 2: 0",
      "number 5: 0",
      "number 3: 1",
      "number 4: 0",
      "number 6: 0",
    ].toSorted(),
  );
});

it("leaves types, names and texts alone", () => {
  const { code, mutants } = mutantsOf(
    `type A = true | 3; const a: A = x as 3; const b = { 3: "text" }; a?.b.c;`,
    "rule.ts",
  );
  expect(mutants).toEqual([]);
  expect(code).toBe(`type A = true | 3; const a: A = x as 3; const b = { 3: "text" }; a?.b.c;`);
});
