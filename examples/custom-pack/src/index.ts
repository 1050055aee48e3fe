import { defineTemplatePack } from "@mulligan/core";
import type { TemplatePack } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** Failures around database migrations. */
const migrations: TemplatePack = defineTemplatePack({
  meta: { api: 1, name: "@example/mulligan-pack-migrations", version: "0.1.0", namespace: "migrations" },
  strategies,
});

export default migrations;
