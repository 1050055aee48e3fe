/**
 * Levels of nesting that a recorded value keeps. Walks by recursion, `JSON.stringify` among them, overflow the stack
 * at some thousand levels; arguments of real calls have a dozen.
 */
const deepest = 200;

/** The value itself, or a copy without what lies too deep for anyone to walk through it. */
export function walkable<Value>(value: Value): Value {
  return isDeep(value, deepest) ? (pruned(value, deepest) as Value) : value;
}

function isDeep(value: unknown, left: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (left === 0) return true;
  const members: Readonly<Record<string, unknown>> = value as Readonly<Record<string, unknown>>;
  for (const name in members) if (isDeep(members[name], left - 1)) return true;
  return false;
}

function pruned(value: unknown, left: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (left === 0) return null;
  if (Array.isArray(value)) return value.map((item) => pruned(item, left - 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, pruned(item, left - 1)]));
}
