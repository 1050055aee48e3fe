import { lineTotal, subtotal } from "./lines.js";
import { percentOf } from "./money.js";

/** How much a discount takes off a basket, in cents. */
export function discountOf(lines, discount) {
  if (discount === undefined) return 0;
  if (discount.kind === "fixed") return Math.min(discount.cents, subtotal(lines));
  const discounted =
    discount.category === undefined ? lines : lines.filter((line) => line.category === discount.category);
  return discounted.reduce((sum, line) => sum + percentOf(lineTotal(line), discount.percent), 0);
}
