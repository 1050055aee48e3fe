/** The number, kept between two bounds. */
export function clamp(number, low, high) {
  return Math.min(high, Math.max(low, number));
}
