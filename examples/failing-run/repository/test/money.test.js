import assert from "node:assert/strict";
import test from "node:test";
import { formatCents, percentOf } from "../src/money.js";
import { taxIncluded } from "../src/tax.js";

test("cents are printed with two decimals", () => {
  assert.equal(formatCents(1234), "12.34");
  assert.equal(formatCents(-5), "-0.05");
});

test("a percentage is rounded to whole cents", () => {
  assert.equal(percentOf(999, 10), 100);
});

test("tax is part of the price", () => {
  assert.equal(taxIncluded(1200, 20), 200);
});
