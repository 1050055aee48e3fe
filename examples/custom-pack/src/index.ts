import { defineTemplatePack } from "@mulligan/core";
import type { TemplatePack } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

/** Failures around database migrations, and which files their tools write. */
const migrations: TemplatePack = defineTemplatePack({
  meta: { api: 1, name: "@example/mulligan-pack-migrations", version: "0.1.0", namespace: "migrations" },
  strategies,
  // The migration tool writes these from the database; a run that changes them by hand changes no product code.
  paths: [{ pattern: /(?:^|\/)db\/(?:schema\.rb|structure\.sql)$/, pathClass: "generated" }],
});

export default migrations;
