import { defineTemplatePack } from "@mulligan/core";
import type { PackMeta } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** The way of working: failures of thrift, order and persistence. */
export const templatesProcess: {
  readonly meta: PackMeta & { readonly namespace: "process" };
  readonly strategies: typeof strategies;
} = defineTemplatePack({
  meta: { api: 1, name: "@mulligan/templates-process", version: "0.1.0", namespace: "process" },
  strategies,
});

export default templatesProcess;
