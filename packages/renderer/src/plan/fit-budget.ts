import type { OmittedPart, PlanPart } from "@mulligan/core";
import { countWords, hasQuote } from "./count-words.js";

/** A part of an addon: shown whole or not at all. */
export interface AddonPart {
  readonly id: string;
  readonly slot: string;
  readonly pack: string;
  readonly templateHash: string;
  readonly text: string;
}

export interface FittedParts {
  /** In the order of `parts`. */
  readonly kept: readonly AddonPart[];
  readonly parts: readonly PlanPart[];
  readonly omitted: readonly OmittedPart[];
}

/**
 * Keeps the most important parts that fit into `limit` words, and one quoted output at most. `parts` are in the order
 * in which they are shown, `importance` holds the same parts, the one to keep longest first.
 */
export function fitBudget(parts: readonly AddonPart[], importance: readonly AddonPart[], limit: number): FittedParts {
  const kept = new Map<AddonPart, number>();
  const omitted: OmittedPart[] = [];
  let words = 0;
  let quoted = false;
  for (const part of importance) {
    if (part.text === "") continue;
    const own = countWords(part.text);
    const quotes = hasQuote(part.text);
    if (words + own > limit || (quotes && quoted)) {
      omitted.push({ id: part.id, slot: part.slot, reason: "budget" });
      continue;
    }
    kept.set(part, own);
    words += own;
    quoted ||= quotes;
  }
  const shown = parts.filter((part) => kept.has(part));
  return {
    kept: shown,
    parts: shown.map((part) => ({
      id: part.id,
      slot: part.slot,
      templateHash: part.templateHash,
      pack: part.pack,
      words: kept.get(part) ?? 0,
    })),
    omitted,
  };
}
