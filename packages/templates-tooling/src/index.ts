import { defineTemplatePack } from "@mulligan/core";
import type { PackMeta } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** Tools, environment and what a run leaves behind. */
export const templatesTooling: {
  readonly meta: PackMeta & { readonly namespace: "tooling" };
  readonly strategies: typeof strategies;
} = defineTemplatePack({
  meta: { api: 1, name: "@mulligan/templates-tooling", version: "0.1.0", namespace: "tooling" },
  strategies,
});

export default templatesTooling;
