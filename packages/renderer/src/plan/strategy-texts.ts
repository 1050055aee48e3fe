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
import { buildTemplateView } from "./template-view.js";

/** A rendered text with its provenance. */
export interface RenderedText {
  readonly id: string;
  readonly pack: string;
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
}

export interface TextContext {
  readonly registry: Registry;
  readonly run: RunView;
  /** Whose texts stand in for those that a strategy does not give. */
  readonly standIn: RegisteredStrategy | null;
  /** Throw what a template refuses also for findings from outside, instead of falling back. */
  readonly strict: boolean;
}

/**
 * The texts of one finding. A finding from outside (a judge, a caller) may lack what its strategy's templates print;
 * then the evidence says what went wrong, and the texts of `standIn` do where a template refuses.
 */
export function strategyTexts(
  finding: Finding | null,
  entry: RegisteredStrategy | undefined,
  { registry, run, standIn, strict }: TextContext,
): StrategyTexts {
  const view = buildTemplateView(finding, run);
  const own = entry !== undefined && (finding === null || finding.type === entry.type) ? entry : undefined;
  const evidence = finding === null ? "" : proseLine(finding.evidence, 600);
  const said: RenderedText = { ...origin(finding, entry), templateHash: "", slot: "whatWentWrong", text: evidence };

  const slot = (name: keyof StrategyTemplates): RenderedText | null =>
    own === undefined
      ? null
      : renderSlot(own, name, view, registry, strict || (finding !== null && finding.external !== true));
  const general = (name: keyof StrategyTemplates): RenderedText | null =>
    standIn === null ? null : renderSlot(standIn, name, view, registry, false);
  const empty = (name: keyof StrategyTemplates): RenderedText => ({ ...said, slot: name, text: "" });

  const whatWentWrong = slot("whatWentWrong") ?? said;
  return {
    whatWentWrong,
    improvedStrategy: slot("improvedStrategy") ?? general("improvedStrategy") ?? empty("improvedStrategy"),
    plan: slot("plan") ?? general("plan") ?? empty("plan"),
    system: slot("system") ?? (own === undefined ? general("system") : null) ?? empty("system"),
    user: slot("user") ?? whatWentWrong,
  };
}

/** Null where the strategy has no such text, or its template refuses this view. */
function renderSlot(
  entry: RegisteredStrategy,
  slot: keyof StrategyTemplates,
  view: TemplateView,
  registry: Registry,
  strict: boolean,
): RenderedText | null {
  const asset: TemplateAsset | undefined = entry.templates[slot];
  if (asset === undefined) return null;
  try {
    const text = renderTemplate(asset, view, registry.partials(entry.namespace));
    return { id: entry.id, pack: entry.pack, templateHash: asset.hash, slot, text };
  } catch (error) {
    if (!strict && isMulliganError(error) && refusals.has(error.code)) return null;
    throw error;
  }
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
