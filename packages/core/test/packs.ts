import { defineStrategy, defineTemplatePack } from "../src/index.js";
import type { FailureStrategy, JsonObject, StrategyMeta, TemplateAsset, TemplatePack } from "../src/index.js";

export function asset(file: string): TemplateAsset {
  return { file, source: "text", hash: "0123456789abcdef", precompiled: { compiler: [8, ">= 4.3.0"] } };
}

export function strategy(
  meta: Partial<StrategyMeta> = {},
  rest: Partial<FailureStrategy<JsonObject, never>> = {},
): FailureStrategy<JsonObject, never> {
  return defineStrategy<JsonObject, never>({
    meta: { title: "A title", summary: "What happened.", severity: "major", ...meta },
    templates: { whatWentWrong: asset("a.hbs"), improvedStrategy: asset("b.hbs"), plan: asset("c.hbs") },
    ...rest,
  });
}

export function finds(steps: [number, ...number[]], meta: Partial<StrategyMeta> = {}, confidence = 0.9) {
  return strategy(meta, {
    detect: () => [{ confidence, steps, evidence: `Seen at step ${steps[0]}.`, data: {} }],
  });
}

export function pack(
  strategies: Record<string, FailureStrategy<JsonObject, never>>,
  namespace = "test",
  name = `pack-${namespace}`,
): TemplatePack {
  return defineTemplatePack({ meta: { api: 1, name, version: "1.2.3", namespace }, strategies });
}
