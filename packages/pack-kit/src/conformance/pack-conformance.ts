import { diagnose, diagnoseNamed, facts, isMulliganError, packProblems } from "@mulligan/core";
import type { Diagnosis, Episode, Registry, StrategyTemplates } from "@mulligan/core";
import { buildRunView, buildTemplateView, renderTemplate } from "@mulligan/renderer";
import { compilePack } from "../compile-pack.js";
import { sampleData } from "../templates/sample-data.js";
import { deepFreeze } from "./deep-freeze.js";
import { registryOf } from "./registry-of.js";
import type { PackUnderTest } from "./registry-of.js";
import { cleanRun, emptyEpisode, failedRuns } from "./sample-episodes.js";
import { withoutClock } from "./without-clock.js";

/** What the pack contract does not allow; empty for a sound pack. */
export function contractProblems(pack: PackUnderTest): string[] {
  const problems =
    pack.meta === undefined && typeof pack.strategies === "object" && pack.strategies !== null
      ? []
      : packProblems(pack).map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return problems.length > 0 ? problems : messagesOf(() => registryOf(pack));
}

/** Findings in an episode without steps and in a run in which everything went right. */
export function falseAlarms(pack: PackUnderTest, clean: Episode = cleanRun()): string[] {
  const registry = registryOf(pack);
  const quiet = [
    ["an episode without steps", emptyEpisode()],
    ["a clean passed run", clean],
  ] as const;
  return quiet.flatMap(([name, run]) =>
    diagnose(run, registry).findings.map(
      ({ type, steps, evidence }) => `${type} fires on ${name} (steps ${steps.join(", ") || "none"}): ${evidence}`,
    ),
  );
}

/** Detectors that throw, change the episode, read the clock, or answer differently the second time. */
export function impurities(pack: PackUnderTest): string[] {
  const runs = [emptyEpisode(), cleanRun(), ...failedRuns()];
  return [...new Set(runs.flatMap((run) => impuritiesOn(registryOf(pack), run)))];
}

/** The same for one episode. */
export function impuritiesOn(registry: Registry, run: Episode): string[] {
  const frozen = deepFreeze(structuredClone(run));
  const [first, second] = withoutClock(() => [diagnose(frozen, registry), diagnose(frozen, registry)]);
  const changed = registry.strategies.filter(({ id }) => findingsOf(first, id) !== findingsOf(second, id));
  return [
    ...first.diagnostics.map(({ message }) =>
      /read only|not extensible|Cannot (?:add|delete|assign)/.test(message)
        ? `${message}. A detector must leave episode and facts as they are; copy before sorting or filling in.`
        : message,
    ),
    ...changed.map(({ id }) => `${id} answers differently when it is asked about the same episode a second time`),
  ];
}

function findingsOf({ findings }: Diagnosis, id: string): string {
  return JSON.stringify(findings.filter((finding) => finding.id === id));
}

/** Texts that cannot be rendered: without any data, as when a caller names the type, or with all that they read. */
export function unrenderableTexts(pack: PackUnderTest): string[] {
  const registry = registryOf(pack);
  const problems: string[] = [];
  for (const { type, namespace, templates, strategy } of registry.strategies) {
    const assets = [templates, ...Object.values(strategy.translations ?? {})].flatMap(
      (texts: Partial<StrategyTemplates>) => Object.values(texts),
    );
    const bare = { name: "without data", data: {} };
    const full = sampleData(assets.map(({ source }) => source)).map((data) => ({
      name: `with data ${JSON.stringify(data)}`,
      data,
    }));
    for (const run of [cleanRun(), ...failedRuns()]) {
      const view = buildRunView(run, facts(run));
      // A detector's finding cites a step at least; only a caller names a type without any.
      const steps = run.steps.length === 0 ? [] : [1];
      for (const { name, data } of steps.length === 0 ? [bare] : [bare, ...full]) {
        const { primary } = diagnoseNamed(run, registry, { failureType: type, steps, data });
        for (const asset of assets) {
          const render = () => renderTemplate(asset, buildTemplateView(primary, view), registry.partials(namespace));
          for (const message of messagesOf(render)) {
            problems.push(`The texts of ${type} cannot be rendered ${name}: ${message}`);
          }
        }
      }
    }
  }
  return [...new Set(problems)];
}

/** Generated modules that do not belong to the prompt files beside them. */
export function staleModules(directory: string): string[] {
  const { changed, obsolete } = compilePack(directory, { check: true });
  return [
    ...changed.map((path) => `${path} does not belong to the prompt files beside it; run \`mulligan-pack compile\``),
    ...obsolete.map((path) => `${path} has no prompt files any more; run \`mulligan-pack compile\``),
  ];
}

function messagesOf(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return [error.message];
  }
}
