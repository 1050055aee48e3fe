const depthLimit = 32;

/** A deep copy of JSON data, frozen, so that no template can reach the episode; what is deeper than any data goes. */
export function frozenCopy<Value>(value: Value): Value {
  return copy(value, 0) as Value;
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return typeof value === "function" ? undefined : value;
  if (depth > depthLimit) return null;
  if (Array.isArray(value)) return Object.freeze(value.map((entry) => copy(entry, depth + 1)));
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copy(entry, depth + 1)])));
}
