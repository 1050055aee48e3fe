import type { OmittedPart, PlanPart } from "@mulligan/core";
import { withoutOwnTags } from "../sanitize/neutral-tags.js";
import { countWords, hasQuote } from "./count-words.js";
import type { CountTokens } from "./tokens.js";

/** A part of an addon: shown whole or not at all. */
export interface AddonPart {
  readonly id: string;
  readonly slot: string;
  readonly pack: string;
  readonly packVersion?: string;
  readonly templateHash: string;
  readonly text: string;
}

/** An addon in the making. */
export interface AddonDraft {
  readonly addon: "system" | "user";
  readonly tag: string;
  /** In the order in which they are shown. */
  readonly shown: readonly AddonPart[];
  /** The same parts, the one to keep longest first. */
  readonly importance: readonly AddonPart[];
  readonly omitted: readonly OmittedPart[];
  /** Words of the parts, as far as they have been counted. */
  readonly words?: ReadonlyMap<AddonPart, number>;
}

export interface Addon {
  /** Empty where no part is left. */
  readonly text: string;
  readonly parts: readonly PlanPart[];
  readonly omitted: readonly OmittedPart[];
}

/** The opening and the closing tag. */
const tagWords = 2;

/** Keeps the most important parts that fit into `words`, and one quoted output at most. */
export function fitWords(draft: AddonDraft, words: number): AddonDraft {
  const kept = new Map<AddonPart, number>();
  const omitted: OmittedPart[] = [];
  let room = words - tagWords;
  let quoted = false;
  for (const part of draft.importance) {
    if (part.text === "") continue;
    const own = countWords(part.text);
    const quotes = hasQuote(part.text);
    if (own > room || (quotes && quoted)) {
      omitted.push(left(part));
      continue;
    }
    kept.set(part, own);
    room -= own;
    quoted ||= quotes;
  }
  return {
    ...draft,
    shown: draft.shown.filter((part) => kept.has(part)),
    importance: [...kept.keys()],
    words: kept,
    omitted: [...draft.omitted, ...omitted],
  };
}

/**
 * Drops parts of both addons, the least important first, until together they have at most `limit` tokens. What went wrong
 * is kept longest, then the system addon's first lesson.
 */
export function fitTokens(
  system: AddonDraft,
  user: AddonDraft,
  limit: number,
  countTokens: CountTokens,
): readonly [system: AddonDraft, user: AddonDraft] {
  let drafts: readonly [AddonDraft, AddonDraft] = [system, user];
  if (limit === Number.POSITIVE_INFINITY) return drafts;
  const order = [
    ...user.importance.slice(0, 1),
    ...system.importance.slice(0, 1),
    ...user.importance.slice(1),
    ...system.importance.slice(1),
  ];
  while (order.length > 0 && tokensOf(drafts[0], countTokens) + tokensOf(drafts[1], countTokens) > limit) {
    const last = order.pop()!;
    drafts = [without(drafts[0], last), without(drafts[1], last)];
  }
  return drafts;
}

/** The text, and where each part stands in it. */
export function finish(draft: AddonDraft): Addon {
  let line = 2;
  const parts = draft.shown.map((part): PlanPart => {
    const { id, slot, pack, packVersion, templateHash, text } = part;
    const from = line;
    const to = from + lineBreaks(text);
    line = to + 2;
    return {
      id,
      slot,
      addon: draft.addon,
      lines: { from, to },
      templateHash,
      pack,
      ...(packVersion !== undefined && { packVersion }),
      words: draft.words?.get(part) ?? countWords(text),
    };
  });
  return { text: textOf(draft), parts, omitted: draft.omitted };
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function textOf({ tag, shown }: AddonDraft): string {
  if (shown.length === 0) return "";
  return `<${tag}>\n${withoutOwnTags(shown.map(({ text }) => text).join("\n\n"))}\n</${tag}>`;
}

function tokensOf(draft: AddonDraft, countTokens: CountTokens): number {
  return draft.shown.length === 0 ? 0 : countTokens(textOf(draft));
}

function without(draft: AddonDraft, part: AddonPart): AddonDraft {
  if (!draft.shown.includes(part)) return draft;
  return {
    ...draft,
    shown: draft.shown.filter((other) => other !== part),
    importance: draft.importance.filter((other) => other !== part),
    omitted: [...draft.omitted, left(part)],
  };
}

function left({ id, slot }: AddonPart): OmittedPart {
  return { id, slot, reason: "budget" };
}
