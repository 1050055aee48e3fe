import assert from "node:assert/strict";
import test from "node:test";
import { receipt } from "../src/receipt.js";

const lines = [{ name: "Mug", price: 1000, quantity: 2, category: "kitchen" }];

test("a receipt without a discount has no discount row", () => {
  const { total, text } = receipt({ lines });
  assert.equal(total, 2000);
  assert.equal(text.includes("Discount"), false);
});

test("a discount is subtracted from the total", () => {
  assert.equal(receipt({ lines, discount: { kind: "percent", percent: 25 } }).total, 1500);
});

test("a receipt ends with the tax", () => {
  assert.equal(receipt({ lines }).text.split("\n").at(-1), "Tax included (20 %)         3.33");
});
