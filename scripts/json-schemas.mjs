// Writes the published JSON Schema files of core from its zod schemas. Run after a build of core.
import { mkdirSync, writeFileSync } from "node:fs";
import { documentNames, jsonSchema } from "../packages/core/dist/schemas/index.js";

const folder = new URL("../packages/core/schemas/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of documentNames) {
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(jsonSchema(name), null, 2)}\n`);
}
