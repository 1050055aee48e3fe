import { discountOf } from "./discount.js";
import { lineTotal, subtotal } from "./lines.js";
import { formatCents } from "./money.js";
import { taxIncluded } from "./tax.js";

/** Adds up a basket and prints it. */
export function receipt({ lines, discount, taxRate = 20 }) {
  const sum = subtotal(lines);
  const off = discountOf(lines, discount);
  const total = sum - off;
  const rows = lines.map((line) => [`${line.quantity} x ${line.name}`, lineTotal(line)]);
  if (off > 0) rows.push(["Discount", -off]);
  rows.push(["Total", total], [`Tax included (${taxRate} %)`, taxIncluded(total, taxRate)]);
  const text = rows.map(([label, cents]) => `${label.padEnd(24)}${formatCents(cents).padStart(8)}`).join("\n");
  return { subtotal: sum, discount: off, total, text };
}
