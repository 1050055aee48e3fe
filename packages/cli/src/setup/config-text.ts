export type ConfigFormat = "ts" | "json";

/** The text of a new configuration with these packs in force. */
export function configText(packs: readonly string[], format: ConfigFormat): string {
  if (format === "json") return `${JSON.stringify({ packs, overrides: {} }, null, 2)}\n`;
  return `import { defineConfig } from "mulligan";

export default defineConfig({
  packs: [
${packs.map((name) => `    ${JSON.stringify(name)},\n`).join("")}  ],
  overrides: {
    // NEVER_TESTED: { severity: "critical" },
    // SECURITY_VIOLATION: false,
  },
});
`;
}
