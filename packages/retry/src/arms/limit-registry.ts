import type { RegisteredStrategy, Registry } from "@mulligan/core";

/**
 * The registry with the strategies that `wanted` takes, and those that stand for success and for a failure that nothing
 * explains: for an arm that may use these alone.
 */
export function limitRegistry(registry: Registry, wanted: (strategy: RegisteredStrategy) => boolean): Registry {
  const strategies = registry.strategies.filter(
    (entry) => entry === registry.fallback || entry === registry.success || wanted(entry),
  );
  const get = (typeOrId: string) =>
    strategies.find(({ id }) => id === typeOrId) ?? strategies.find(({ type }) => type === typeOrId);
  return Object.freeze({ ...registry, strategies: Object.freeze(strategies), get });
}
