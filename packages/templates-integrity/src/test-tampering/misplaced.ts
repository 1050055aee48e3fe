import type { Facts } from "@mulligan/core";
import { linesOf } from "../evidence/own-lines.js";
import type { LineChange } from "../evidence/own-lines.js";
import { isAssertion, testName } from "./weakening.js";

const fewestLines = 4;
const share = 0.6;

/**
 * Product code that was put into a test file: no test and no assertion is among the new lines, and most of them stand in
 * a product file that the run edited too.
 */
export function isMisplaced({ gained }: LineChange, facts: Facts): boolean {
  if (gained.length < fewestLines || gained.some((line) => testName(line) !== null || isAssertion(line))) return false;
  const product = new Set(
    facts.productEdits.flatMap(({ action }) => [...linesOf(action.added), ...linesOf(action.removed)]),
  );
  return gained.filter((line) => product.has(line)).length >= gained.length * share;
}
