import type { DetectContext, Detection, Episode, FailureStrategy } from "@mulligan/core";
import { facts } from "@mulligan/core";

/** Runs a strategy's detector alone, as `diagnose` does, with its default options or some of them changed. */
export function detect<Data extends Detection["data"], Options>(
  strategy: FailureStrategy<Data, Options>,
  episode: Episode,
  options: Partial<Options> = {},
): readonly Detection<Data>[] {
  if (!episode.ended && strategy.meta.onlyAtEnd === true) return [];
  const parsed = strategy.options?.["~standard"].validate(options);
  const value = parsed !== undefined && "value" in parsed ? parsed.value : {};
  const context: DetectContext<Options> = { facts: facts(episode), options: value as Options };
  return strategy.detect?.(episode, context) ?? [];
}
