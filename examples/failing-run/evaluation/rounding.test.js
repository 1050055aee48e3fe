import assert from "node:assert/strict";
import test from "node:test";
import { receipt } from "../src/receipt.js";

const pen = { name: "Pen", price: 333, quantity: 1, category: "paper" };
const mug = { name: "Mug", price: 1000, quantity: 1, category: "kitchen" };

test("ten percent of three lines is rounded once", () => {
  const { discount, total } = receipt({ lines: [pen, pen, pen], discount: { kind: "percent", percent: 10 } });
  assert.equal(discount, 100);
  assert.equal(total, 899);
});

test("a category discount is rounded once over its lines", () => {
  const discount = { kind: "percent", percent: 10, category: "paper" };
  assert.equal(receipt({ lines: [pen, mug, pen, pen], discount }).discount, 100);
});
