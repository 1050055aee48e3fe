import type { FailureStrategy, RegisteredStrategy, Registry, TemplatePack } from "@mulligan/core";
import { builtInPacks } from "../config/built-in-packs.js";

/**
 * The built-in strategies of these types, to find with and not to speak with: what `createRegistry` would make of them,
 * without its checks. The bundle has their texts in another file.
 */
export function quickRegistry(types: ReadonlySet<string>): Registry {
  const strategies = builtInPacks
    .flatMap((pack: TemplatePack) =>
      Object.entries(pack.strategies)
        .filter(([type]) => types.has(type))
        .map(([type, strategy]) => registered(pack, type, strategy)),
    )
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const byName = new Map<string, RegisteredStrategy>();
  for (const entry of strategies) byName.set(entry.id, entry).set(entry.type, entry);
  return {
    packs: [],
    strategies,
    switchedOff: [],
    get: (name) => byName.get(name),
    fallback: null,
    success: null,
    recognisers: { runners: [], tools: {}, paths: [], secrets: [] },
    partials: () => ({}),
  };
}

function registered({ meta }: TemplatePack, type: string, strategy: FailureStrategy): RegisteredStrategy {
  return {
    id: `${meta.namespace}/${type}`,
    type,
    namespace: meta.namespace,
    pack: meta.name,
    packVersion: meta.version,
    enabled: true,
    severity: strategy.meta.severity,
    priority: strategy.meta.priority ?? 0,
    options: defaultsOf(strategy),
    templates: strategy.templates,
    strategy,
    overridden: [],
  };
}

function defaultsOf({ options }: FailureStrategy): unknown {
  const result = options?.["~standard"].validate({});
  return result !== undefined && "value" in result ? result.value : {};
}
