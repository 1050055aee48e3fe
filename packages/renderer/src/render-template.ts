import type { PrecompiledTemplate, TemplateAsset, TemplateView } from "@mulligan/core";
import { acceptedTemplateRevisions, isMulliganError } from "@mulligan/core";
import { incompatibleTemplateError, renderingFailedError } from "./errors.js";
import { helpers } from "./helpers/index.js";
import { linkTemplate } from "./runtime.js";
import type { Template } from "./runtime.js";

export type Partials = Readonly<Record<string, TemplateAsset>>;

const noPartials: Partials = {};
/** Templates that call no partial are the same for all packs; the others are made for each set of partials. */
const alone = new WeakMap<PrecompiledTemplate, Template>();
const withPartials = new WeakMap<Partials, Map<PrecompiledTemplate, Template>>();

/**
 * Renders a precompiled prompt file; blank lines at both ends go. The view is read only through its own properties.
 *
 * @throws MulliganError `missing-value`, `unprintable-value`, `wrong-value` (each with file, line and column),
 * `rendering-failed`, `incompatible-template`.
 */
export function renderTemplate(asset: TemplateAsset, view: TemplateView, partials: Partials = noPartials): string {
  const template = alone.get(asset.precompiled) ?? templateOf(asset, partials);
  try {
    return template(view).trim();
  } catch (error) {
    throw isMulliganError(error) ? error : renderingFailedError(asset.file, error);
  }
}

function templateOf(asset: TemplateAsset, partials: Partials): Template {
  const { precompiled } = asset;
  const known = withPartials.get(partials)?.get(precompiled);
  if (known !== undefined) return known;
  const revision: unknown = precompiled?.compiler?.[0];
  if (!acceptedTemplateRevisions.includes(revision as number)) {
    throw incompatibleTemplateError(asset.file, String(revision), acceptedTemplateRevisions);
  }
  if (precompiled["usePartial"] !== true) {
    const template = linkTemplate(precompiled, helpers, {});
    alone.set(precompiled, template);
    return template;
  }
  const linked = withPartials.get(partials) ?? new Map<PrecompiledTemplate, Template>();
  withPartials.set(partials, linked);
  const template = linkTemplate(precompiled, helpers, partialsOf(partials));
  linked.set(precompiled, template);
  return template;
}

/** Linked when they are called: they may call one another. */
function partialsOf(partials: Partials): Record<string, Template> {
  return Object.fromEntries(
    Object.entries(partials).map(([name, asset]) => [
      name,
      (context, data) => (alone.get(asset.precompiled) ?? templateOf(asset, partials))(context, data),
    ]),
  );
}
