/** The tax that is contained in a price, in cents. `rate` is in percent. */
export function taxIncluded(cents, rate) {
  return Math.round(cents - cents / (1 + rate / 100));
}
