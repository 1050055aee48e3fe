import type {
  Finding,
  RegisteredStrategy,
  Registry,
  RunView,
  StrategyTemplates,
  TemplateAsset,
  TemplateView,
} from "@mulligan/core";
import { isMulliganError } from "@mulligan/core";
import { renderTemplate } from "../render-template.js";
import { proseLine } from "../sanitize/inline.js";
import { quotesError } from "./quoted-output.js";
import { buildTemplateView } from "./template-view.js";

/** A rendered text with its provenance. */
export interface RenderedText {
  readonly id: string;
  readonly pack: string;
  readonly packVersion?: string;
  readonly templateHash: string;
  readonly slot: keyof StrategyTemplates;
  readonly text: string;
}

export interface StrategyTexts {
  readonly whatWentWrong: RenderedText;
  readonly improvedStrategy: RenderedText;
  readonly plan: RenderedText;
  readonly system: RenderedText;
  /** The slot `user`, or `whatWentWrong` in its place. */
  readonly user: RenderedText;
  /** What to do where advice on this type has not been followed; null where the strategy has nothing else to say. */
  readonly again: RenderedText | null;
}

export interface TextContext {
  readonly registry: Registry;
  readonly run: RunView;
  /** The output that the plan quotes; may be empty. */
  readonly quoted: string;
  /** Whose texts stand in for those that a strategy does not give. */
  readonly standIn: RegisteredStrategy | null;
  /** Throw what a template refuses also for findings from outside, instead of falling back. */
  readonly strict: boolean;
  /** A language tag; English where the strategy has no text in it. */
  readonly language: string;
  /** Earlier attempts were advised: `again` is rendered. */
  readonly advised: boolean;
}

/**
 * The texts of one finding. A finding from outside (a judge, a caller) may lack what its strategy's templates print;
 * then the evidence says what went wrong, and the texts of `standIn` do where a template refuses.
 */
export function strategyTexts(
  finding: Finding | null,
  entry: RegisteredStrategy | undefined,
  { registry, run, quoted, standIn, strict, language, advised }: TextContext,
): StrategyTexts {
  const view = buildTemplateView(finding, quotesError(finding, quoted) ? { ...run, quotesError: true } : run);
  const own = entry !== undefined && (finding === null || finding.type === entry.type) ? entry : undefined;
  const slot = (name: keyof StrategyTemplates): RenderedText | null =>
    own === undefined
      ? null
      : renderSlot(own, name, view, {
          registry,
          language,
          strict: strict || (finding !== null && finding.external !== true),
        });
  const general = (name: keyof StrategyTemplates): RenderedText | null =>
    standIn === null ? null : renderSlot(standIn, name, view, { registry, language, strict: false });
  const bare = (name: keyof StrategyTemplates, text: string): RenderedText => ({
    ...origin(finding, entry),
    templateHash: "",
    slot: name,
    text,
  });
  const empty = (name: keyof StrategyTemplates): RenderedText => bare(name, "");

  const whatWentWrong =
    slot("whatWentWrong") ?? bare("whatWentWrong", finding === null ? "" : proseLine(finding.evidence, 600));
  return {
    whatWentWrong,
    improvedStrategy: slot("improvedStrategy") ?? general("improvedStrategy") ?? empty("improvedStrategy"),
    plan: slot("plan") ?? general("plan") ?? empty("plan"),
    system: slot("system") ?? (own === undefined ? general("system") : null) ?? empty("system"),
    user: slot("user") ?? whatWentWrong,
    again: advised ? slot("again") : null,
  };
}

/** Null where the strategy has no such text, or its template refuses this view. */
function renderSlot(
  entry: RegisteredStrategy,
  slot: keyof StrategyTemplates,
  view: TemplateView,
  { registry, language, strict }: Pick<TextContext, "registry" | "language" | "strict">,
): RenderedText | null {
  const asset = templateIn(entry, slot, language);
  if (asset === undefined) return null;
  try {
    const text = renderTemplate(asset, view, registry.partials(entry.namespace));
    return { id: entry.id, pack: entry.pack, packVersion: entry.packVersion, templateHash: asset.hash, slot, text };
  } catch (error) {
    if (!strict && isMulliganError(error) && refusals.has(error.code)) return null;
    throw error;
  }
}

/** The text in the language, else in its main language, else in English. What a configuration put in its place stays. */
function templateIn(
  { templates, strategy }: RegisteredStrategy,
  slot: keyof StrategyTemplates,
  language: string,
): TemplateAsset | undefined {
  const { translations } = strategy;
  if (translations === undefined || language === "" || templates[slot] !== strategy.templates[slot]) {
    return templates[slot];
  }
  const main = language.split("-", 1)[0]!;
  for (const tag of [language, main]) {
    const translated = Object.hasOwn(translations, tag) ? translations[tag]?.[slot] : undefined;
    if (translated !== undefined) return translated;
  }
  return templates[slot];
}

const refusals: ReadonlySet<string> = new Set([
  "missing-value",
  "unprintable-value",
  "wrong-value",
  "rendering-failed",
]);

function origin(finding: Finding | null, entry: RegisteredStrategy | undefined): { id: string; pack: string } {
  return { id: finding?.id ?? entry?.id ?? "", pack: finding?.pack ?? entry?.pack ?? "" };
}
