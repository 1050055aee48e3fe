import { createRegistry } from "@mulligan/core";
import type { FailureStrategy, PackMeta, Registry, TemplatePack } from "@mulligan/core";

/** A pack, or the strategies of a project that has no package for them. */
export interface PackUnderTest {
  readonly meta?: PackMeta;
  // A strategy reads its own data and options, so no common type is assignable.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly strategies: Readonly<Record<string, FailureStrategy<any, any>>>;
}

/** A registry of this pack alone. */
export function registryOf(pack: PackUnderTest, type?: string, options?: unknown): Registry {
  const overrides = type === undefined || options === undefined ? {} : { [type]: { options } };
  return pack.meta === undefined
    ? createRegistry({ packs: [], strategies: pack.strategies, overrides })
    : createRegistry({ packs: [pack as TemplatePack], overrides });
}

export function nameOf(pack: PackUnderTest): string {
  return pack.meta?.name ?? "the strategies of this project";
}
