import { defineTemplatePack } from "@mulligan/core";
import type { PackMeta } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** Strategies for runs whose result was not checked, or whose checks meant nothing. */
export const templatesVerification: {
  readonly meta: PackMeta & { readonly namespace: "verification" };
  readonly strategies: typeof strategies;
} = defineTemplatePack({
  meta: { api: 1, name: "@mulligan/templates-verification", version: "0.1.0", namespace: "verification" },
  strategies,
});

export default templatesVerification;
