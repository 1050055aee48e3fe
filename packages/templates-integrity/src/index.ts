import { defineTemplatePack } from "@mulligan/core";
import type { PackMeta } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** Results gained in a way that nobody wants. */
export const templatesIntegrity: {
  readonly meta: PackMeta & { readonly namespace: "integrity" };
  readonly strategies: typeof strategies;
} = defineTemplatePack({
  meta: { api: 1, name: "@mulligan/templates-integrity", version: "0.1.0", namespace: "integrity" },
  strategies,
});

export default templatesIntegrity;
