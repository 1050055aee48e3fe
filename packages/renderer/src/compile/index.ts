import type { PrecompiledTemplate, TemplateAsset } from "@mulligan/core";
import { precompileTemplate } from "./precompile-template.js";
import type { TemplateSource } from "./precompile-template.js";

export { precompileTemplate } from "./precompile-template.js";
export type { PrecompiledSource, TemplateSource } from "./precompile-template.js";

/**
 * Compiles a prompt file in this process, for texts that a configuration brings. It generates code from strings; where
 * that is forbidden, compile ahead with `mulligan-pack compile`.
 *
 * @throws MulliganError `invalid-template`: all problems of the file, each with line, column and a caret.
 */
export function compileTemplate(template: TemplateSource): TemplateAsset {
  const { file, source, hash, code } = precompileTemplate(template);
  // The code is Handlebars' own output for a checked syntax tree, in which texts are quoted literals.
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
  const evaluate = new Function(`return ${code};`) as () => PrecompiledTemplate;
  return { file, source, hash, precompiled: evaluate() };
}
