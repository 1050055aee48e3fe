import assert from "node:assert/strict";
import test from "node:test";
import { discountOf } from "../src/discount.js";

const basket = [
  { name: "Pen", price: 200, quantity: 3, category: "paper" },
  { name: "Mug", price: 1000, quantity: 1, category: "kitchen" },
];

test("no discount takes nothing off", () => {
  assert.equal(discountOf(basket, undefined), 0);
});

test("a percentage is taken of all lines", () => {
  assert.equal(discountOf(basket, { kind: "percent", percent: 10 }), 160);
});

test("a category discount leaves other lines alone", () => {
  assert.equal(discountOf(basket, { kind: "percent", percent: 10, category: "paper" }), 60);
});

test("a fixed discount never exceeds the basket", () => {
  assert.equal(discountOf(basket, { kind: "fixed", cents: 5000 }), 1600);
});
