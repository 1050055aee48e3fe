import {
  ambiguousOverrideError,
  invalidOptionsError,
  invalidOverridesError,
  invalidPacksError,
  namespaceClashError,
  roleClashError,
  unknownOverrideError,
} from "./registry-errors.js";
import { overrideProblems, packProblems, strategyProblems } from "./pack-problems.js";
import type { FailureStrategy, PackMeta, Severity, StrategyTemplates, TemplatePack } from "./pack.js";
import type { TemplatePackInput } from "./define.js";
import { recogniserProblems } from "./recogniser-problems.js";
import { joinRecognisers } from "./recognisers.js";
import type { Recognisers } from "./recognisers.js";
import type { TemplateAsset } from "./template-asset.js";

/** What the user's configuration may change of a strategy; `false` switches it off. */
export type StrategyOverride =
  | false
  | {
      readonly enabled?: boolean;
      readonly severity?: Severity;
      readonly priority?: number;
      readonly options?: unknown;
      /** Replaces whole text slots; nothing is merged. */
      readonly templates?: Partial<StrategyTemplates>;
    };

/** Its own runners, tools and path rules go before those of the packs. */
export interface RegistryInput extends Recognisers {
  readonly packs: readonly (TemplatePack | TemplatePackInput)[];
  /** Strategies of the project itself, without a package; their namespace is `local`. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly strategies?: Readonly<Record<string, FailureStrategy<any, any>>>;
  /** By full id, or by bare type where only one pack has it. */
  readonly overrides?: Readonly<Record<string, StrategyOverride>>;
}

export interface RegisteredStrategy {
  /** `namespace/TYPE`. */
  readonly id: string;
  readonly type: string;
  readonly namespace: string;
  /** npm name of the pack, `local` for the project's own. */
  readonly pack: string;
  readonly packVersion: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly priority: number;
  /** Validated, defaults filled in. */
  readonly options: unknown;
  /** After replacements of the configuration. */
  readonly templates: StrategyTemplates;
  readonly strategy: FailureStrategy;
  /** Members that the configuration changed. */
  readonly overridden: readonly string[];
}

/** The strategies in force: built once, frozen, without any global state. */
export interface Registry {
  readonly packs: readonly PackMeta[];
  /** By id; the enabled ones. */
  readonly strategies: readonly RegisteredStrategy[];
  /** By id; those that the configuration switched off. */
  readonly switchedOff: readonly RegisteredStrategy[];
  /** By full id or bare type; of several packs with the same type the first by id. */
  get(typeOrId: string): RegisteredStrategy | undefined;
  /** Stands for "failed, and nothing explains it". */
  readonly fallback: RegisteredStrategy | null;
  /** Stands for "nothing went wrong". */
  readonly success: RegisteredStrategy | null;
  /** What the packs bring for reading runs: to be given to `readText` and the like. */
  readonly recognisers: Required<Recognisers>;
  /** Partial templates of a namespace's pack. */
  partials(namespace: string): Readonly<Record<string, TemplateAsset>>;
}

/**
 * Checks packs and configuration and builds the registry.
 *
 * @throws MulliganError `invalid-pack` (all problems of all packs at once), `namespace-clash`, `role-clash`,
 * `invalid-override`, `unknown-override`, `ambiguous-override`, `invalid-options`.
 */
export function createRegistry(input: RegistryInput): Registry {
  const packs = [...new Set(input.packs)] as TemplatePack[];
  const problems = packs.flatMap((pack, index) =>
    packProblems(pack).map((problem) => ({ ...problem, pack: nameOf(pack, index) })),
  );
  for (const [type, strategy] of Object.entries(input.strategies ?? {})) {
    for (const problem of strategyProblems(type, strategy))
      problems.push({ ...problem, pack: "strategies of the configuration" });
  }
  for (const problem of recogniserProblems(input)) problems.push({ ...problem, pack: "the configuration" });
  if (problems.length > 0) throw invalidPacksError(problems);
  const wrong = overrideProblems(input.overrides ?? {});
  if (wrong.length > 0) throw invalidOverridesError(wrong);
  checkNamespaces(packs, input.strategies !== undefined);

  const entries = [
    ...packs.flatMap((pack) =>
      Object.entries(pack.strategies).map(([type, strategy]) => ({ meta: pack.meta, type, strategy })),
    ),
    ...Object.entries(input.strategies ?? {}).map(([type, strategy]) => ({
      meta: localMeta,
      type,
      strategy: strategy as FailureStrategy,
    })),
  ];
  const overrides = resolveOverrides(input.overrides ?? {}, entries);
  const registered = entries
    .map((entry) => register(entry.meta, entry.type, entry.strategy, overrides.get(idOf(entry))))
    .sort((left, right) => compareCodeUnits(left.id, right.id));
  const strategies = Object.freeze(registered.filter((entry) => entry.enabled));
  const byName = new Map<string, RegisteredStrategy>();
  for (const entry of strategies) {
    byName.set(entry.id, entry);
    if (!byName.has(entry.type)) byName.set(entry.type, entry);
  }
  const partials = new Map(packs.map((pack) => [pack.meta.namespace, pack.partials ?? {}]));
  return Object.freeze({
    packs: Object.freeze(packs.map((pack) => pack.meta)),
    strategies,
    switchedOff: Object.freeze(registered.filter((entry) => !entry.enabled)),
    get: (typeOrId: string) => byName.get(typeOrId),
    fallback: onlyOne(strategies, "fallback"),
    success: onlyOne(strategies, "success"),
    recognisers: joinRecognisers([input, ...packs]),
    partials: (namespace: string) => partials.get(namespace) ?? {},
  });
}

const localMeta: PackMeta = { api: 1, name: "local", version: "0.0.0", namespace: "local" };

interface Entry {
  readonly meta: PackMeta;
  readonly type: string;
  readonly strategy: FailureStrategy;
}

function idOf(entry: Entry): string {
  return `${entry.meta.namespace}/${entry.type}`;
}

function nameOf(pack: unknown, index: number): string {
  const meta = (pack as { meta?: { name?: unknown; version?: unknown } } | null | undefined)?.meta;
  return typeof meta?.name === "string" ? `${meta.name}@${String(meta.version)}` : `packs[${index}]`;
}

function checkNamespaces(packs: readonly TemplatePack[], hasLocal: boolean): void {
  const owners = new Map<string, PackMeta>(hasLocal ? [["local", localMeta]] : []);
  for (const { meta } of packs) {
    const owner = owners.get(meta.namespace);
    if (owner !== undefined) throw namespaceClashError(meta.namespace, owner, meta);
    owners.set(meta.namespace, meta);
  }
}

function resolveOverrides(
  overrides: Readonly<Record<string, StrategyOverride>>,
  entries: readonly Entry[],
): Map<string, StrategyOverride> {
  const resolved = new Map<string, StrategyOverride>();
  for (const [name, override] of Object.entries(overrides)) {
    const matches = entries
      .map((entry) => ({ id: idOf(entry), type: entry.type }))
      .filter(({ id, type }) => id === name || type === name);
    const [first, ...others] = matches;
    if (first === undefined) throw unknownOverrideError(name, entries.map(idOf));
    if (others.length > 0)
      throw ambiguousOverrideError(
        name,
        matches.map(({ id }) => id),
      );
    resolved.set(first.id, override);
  }
  return resolved;
}

function register(
  meta: PackMeta,
  type: string,
  strategy: FailureStrategy,
  override: StrategyOverride | undefined,
): RegisteredStrategy {
  const id = `${meta.namespace}/${type}`;
  const changes = override === false ? { enabled: false } : (override ?? {});
  return Object.freeze({
    id,
    type,
    namespace: meta.namespace,
    pack: meta.name,
    packVersion: meta.version,
    enabled: changes.enabled ?? true,
    severity: changes.severity ?? strategy.meta.severity,
    priority: changes.priority ?? strategy.meta.priority ?? 0,
    options: parseOptions(id, strategy, changes.options),
    templates: { ...strategy.templates, ...changes.templates },
    strategy,
    overridden: Object.keys(changes).sort(compareCodeUnits),
  });
}

function parseOptions(id: string, strategy: FailureStrategy, given: unknown): unknown {
  if (strategy.options === undefined) {
    if (given === undefined) return {};
    throw invalidOptionsError(id, [{ message: "this strategy has no options" }]);
  }
  const result = strategy.options["~standard"].validate(given ?? {});
  if (result instanceof Promise)
    throw invalidOptionsError(id, [{ message: "the schema answers asynchronously; it has to be synchronous" }]);
  if (result.issues !== undefined) throw invalidOptionsError(id, result.issues);
  return result.value;
}

function onlyOne(strategies: readonly RegisteredStrategy[], role: "fallback" | "success"): RegisteredStrategy | null {
  const [first, second] = strategies.filter((entry) => entry.strategy.meta.role === role);
  if (first !== undefined && second !== undefined) throw roleClashError(role, first.id, second.id);
  return first ?? null;
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
