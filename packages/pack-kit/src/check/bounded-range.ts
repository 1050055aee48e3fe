/** Whether every alternative of an npm version range ends somewhere. */
export function isBounded(range: string): boolean {
  const bare = range.replace(/^workspace:/, "").trim();
  if (/^[\^~]$/.test(bare)) return true;
  return bare !== "" && bare.split("||").every((alternative) => endsSomewhere(alternative.trim()));
}

function endsSomewhere(alternative: string): boolean {
  if (/\s-\s+[v\d]/.test(alternative)) return true;
  const comparators = alternative.replaceAll(/([<>]=?|=|\^|~)\s+/g, "$1").split(/\s+/);
  return comparators.some((comparator) => /^(?:<=?|[\^~=]?)v?\d+/.test(comparator));
}
