import { defineTemplatePack } from "@mulligan/core";
import type { PackMeta } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** The built-in failure strategies: seven types and the fallback for what no rule explains. */
export const templatesDefault: {
  readonly meta: PackMeta & { readonly namespace: "default" };
  readonly strategies: typeof strategies;
} = defineTemplatePack({
  meta: { api: 1, name: "@mulligan/templates-default", version: "0.1.0", namespace: "default" },
  strategies,
});

export default templatesDefault;
