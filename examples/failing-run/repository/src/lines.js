/** What one line of a basket costs, in cents. */
export function lineTotal(line) {
  return line.price * line.quantity;
}

/** What all lines cost together, in cents. */
export function subtotal(lines) {
  return lines.reduce((sum, line) => sum + lineTotal(line), 0);
}
