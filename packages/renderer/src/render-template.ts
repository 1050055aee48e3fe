import type { PrecompiledTemplate, TemplateAsset, TemplateView } from "@mulligan/core";
import { isMulliganError } from "@mulligan/core";
import { sharedEnvironment } from "./environment.js";
import { incompatibleTemplateError, renderingFailedError } from "./errors.js";
import type { Template } from "./runtime.js";

export type Partials = Readonly<Record<string, TemplateAsset>>;

/** Revisions of the Handlebars compiler that the runtime of Handlebars 4.7 executes. */
const acceptedRevisions: readonly number[] = [7, 8];
const noPartials: Partials = {};
const templates = new WeakMap<PrecompiledTemplate, Template>();
const partialTemplates = new WeakMap<Partials, Record<string, Template>>();

/**
 * Renders a precompiled prompt file; blank lines at both ends go. The view is read only through its own properties.
 *
 * @throws MulliganError `missing-value`, `unprintable-value`, `wrong-value` (each with file, line and column),
 * `rendering-failed`, `incompatible-template`.
 */
export function renderTemplate(asset: TemplateAsset, view: TemplateView, partials: Partials = noPartials): string {
  const template = templateOf(asset);
  try {
    return template(view, {
      partials: partialsOf(partials),
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    }).trim();
  } catch (error) {
    throw isMulliganError(error) ? error : renderingFailedError(asset.file, error);
  }
}

function templateOf(asset: TemplateAsset): Template {
  const known = templates.get(asset.precompiled);
  if (known !== undefined) return known;
  const revision: unknown = asset.precompiled?.compiler?.[0];
  if (!acceptedRevisions.includes(revision as number)) {
    throw incompatibleTemplateError(asset.file, String(revision), acceptedRevisions);
  }
  const template = sharedEnvironment().template(asset.precompiled);
  templates.set(asset.precompiled, template);
  return template;
}

function partialsOf(partials: Partials): Record<string, Template> {
  const known = partialTemplates.get(partials);
  if (known !== undefined) return known;
  const compiled = Object.fromEntries(Object.entries(partials).map(([name, asset]) => [name, templateOf(asset)]));
  partialTemplates.set(partials, compiled);
  return compiled;
}
