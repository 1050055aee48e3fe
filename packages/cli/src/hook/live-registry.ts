import { createRegistry } from "@mulligan/core";
import type { Registry, TemplatePack } from "@mulligan/core";
import { builtInPacks } from "../config/built-in-packs.js";

/** The packs that come with mulligan, with these types alone: the end of a turn has no time for the others. */
export function liveRegistry(types: ReadonlySet<string>): Registry {
  const packs = builtInPacks.map((pack): TemplatePack => ({
    ...pack,
    strategies: Object.fromEntries(Object.entries(pack.strategies).filter(([type]) => types.has(type))),
  }));
  return createRegistry({ packs });
}
