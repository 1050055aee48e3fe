import { defineTemplatePack } from "@mulligan/core";
import type { TemplatePack } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

const pack: TemplatePack = defineTemplatePack({
  meta: { api: 1, name: "@acme/mulligan-pack-template", version: "0.1.0", namespace: "acme-template" },
  strategies,
});

export default pack;
