/** The initials of a name, in capitals. */
export function initials(name) {
  const words = name.trim().split(/\s+/);
  return words.map((word) => word.charAt(0).toUpperCase()).join("");
}
