import { diagnose, facts as factsOf } from "@mulligan/core";
import type { Episode, Facts } from "@mulligan/core";
import { allPacks } from "../injection/all-packs.js";

/** What a type's rule says of a run, without the words: steps, severity where it is the finding's own, data. */
export interface Found {
  readonly steps: readonly number[];
  readonly severity?: string;
  readonly data: unknown;
}

/** What is found of the type, with its default options or some of them changed. */
export function findingsOf(type: string, run: Episode, options: unknown = {}, facts: Facts = factsOf(run)): Found[] {
  const strategy = allPacks.strategies.find((entry) => entry.type === type)?.strategy;
  if (strategy === undefined) throw new Error(`No pack knows ${type}.`);
  if (strategy.conclude !== undefined) {
    const { findings } = diagnose(run, allPacks, { facts });
    return findings
      .filter((finding) => finding.type === type)
      .map(({ steps, severity, data }) => ({ steps, severity, data }));
  }
  if (!run.ended && strategy.meta.onlyAtEnd === true) return [];
  const parsed = strategy.options?.["~standard"].validate(options);
  const value = parsed !== undefined && "value" in parsed ? parsed.value : {};
  const found = strategy.detect?.(run, { facts, options: value }) ?? [];
  return found.map(({ steps, severity, data }) => ({ steps, ...(severity !== undefined && { severity }), data }));
}
