import type { Recognisers, RegistryInput, StandardSchema, StrategyOverride, TemplatePack } from "@mulligan/core";
import type { builtInPacks } from "./built-in-packs.js";

/**
 * What `mulligan.config.ts` exports as its default. Its own test runners, tools and path rules go before those of the
 * packs; its secrets are masked besides theirs.
 */
export interface MulliganConfig extends Recognisers {
  /** Packs in force, as imported or by npm name; exactly these. Default: the packs that come with the command line. */
  readonly packs?: readonly PackEntry[];
  /** Strategies of this project, without a package; their namespace is `local`. */
  readonly strategies?: RegistryInput["strategies"];
  /** Switches strategies off, sets options, severity, priority, texts; by id, or by bare type. */
  readonly overrides?: RegistryInput["overrides"];
}

export type PackEntry = RegistryInput["packs"][number] | string;

type Strategies = NonNullable<RegistryInput["strategies"]>;

/** A configuration whose overrides are those that the packs and strategies in it allow. */
export interface TypedConfig<Packs extends readonly PackEntry[], Own extends Strategies> extends Recognisers {
  readonly packs?: Packs;
  readonly strategies?: Own;
  readonly overrides?: NoInfer<OverridesOf<Packs[number]> & OverridesOf<{ meta: LocalMeta; strategies: Own }>>;
}

interface LocalMeta {
  readonly namespace: "local";
}

/** By bare type and by full id. What a pack named by a text brings is known only when it is loaded. */
type OverridesOf<Pack> = Joined<
  Pack extends { readonly meta: { readonly namespace: infer Namespace extends string }; readonly strategies: infer All }
    ? [NameIn<All>] extends [never]
      ? // An empty object among the joined types would let every name pass.
        string extends keyof All
        ? AnyOverrides
        : never
      : { readonly [Type in NameIn<All> as Type | `${Namespace}/${Type}`]?: OverrideOf<All[Type]> }
    : AnyOverrides
>;

type AnyOverrides = Readonly<Record<string, StrategyOverride>>;

/** The names that the compiler knows, not those that any text could be. */
type NameIn<All> = keyof { [Type in keyof All & string as string extends Type ? never : Type]: true } &
  keyof All &
  string;

/** All members of a union at once. */
type Joined<Union> = (Union extends unknown ? (member: Union) => void : never) extends (member: infer All) => void
  ? All
  : never;

type OverrideOf<Strategy> =
  | false
  | (Omit<Exclude<StrategyOverride, false>, "options"> & { readonly options?: OptionsGiven<Strategy> });

type OptionsGiven<Strategy> = Strategy extends { readonly options?: StandardSchema<infer Options> | undefined }
  ? Partial<Options>
  : unknown;

/**
 * Returns the configuration as it is. Editors complete the ids and options of the packs that it imports; an unknown id or
 * option does not compile.
 */
export function defineConfig<
  const Packs extends readonly PackEntry[] = typeof builtInPacks,
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- a project without strategies of its own
  const Own extends Strategies = Record<never, never>,
>(config: TypedConfig<Packs, Own>): MulliganConfig {
  return config as MulliganConfig;
}

export type { TemplatePack };
