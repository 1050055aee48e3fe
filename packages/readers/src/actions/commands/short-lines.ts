const longLine = /[^\n]{4000}/;
const longRest = /([^\n]{1000})[^\n]{3000,}/g;

/** Cuts lines of thousands of characters (minified code, encoded data), which no runner or compiler prints. */
export function shortLines(text: string): string {
  return text.length > 4000 && longLine.test(text) ? text.replace(longRest, "$1") : text;
}
