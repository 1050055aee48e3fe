import { defineTemplatePack } from "@mulligan/core";
import type { TemplatePack } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** Tools, environment and what a run leaves behind. */
export const templatesTooling: TemplatePack & { readonly strategies: typeof strategies } = defineTemplatePack({
  meta: { api: 1, name: "@mulligan/templates-tooling", version: "0.1.0", namespace: "tooling" },
  strategies,
});

export default templatesTooling;
