import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";

// What a page or an edge worker loads, minified, in bytes after gzip. The limits are a little above what it is today:
// whoever adds to it says so here. Most of it is texts: each of the pack's prompt files comes with its source, which
// `mulligan explain` shows, and with its compiled form.

const folder = join(import.meta.dirname, "..");
const core = `export { createRegistry, diagnose, facts } from "@mulligan/core";`;
const renderer = `export { composePlan } from "@mulligan/renderer";`;
const pack = `export { templatesDefault } from "@mulligan/templates-default";`;

async function bundleOf(code: string): Promise<{ readonly code: string; readonly bytes: number }> {
  const entry = join(folder, "entry.js");
  const bundle = await rolldown({
    input: entry,
    platform: "browser",
    resolve: {
      conditionNames: ["@mulligan/source", "import", "default"],
      extensionAlias: { ".js": [".ts", ".js"] },
    },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "es", minify: true, codeSplitting: false });
  await bundle.close();
  return { code: output[0].code, bytes: gzipSync(output[0].code, { level: 9 }).length };
}

describe("the size of what runs in a browser", () => {
  it.each([
    ["the registry, the facts and the diagnosis", core, 9_900],
    ["these and the composition of plans, Handlebars' runtime included", core + renderer, 24_000],
    ["these and the texts and rules of templates-default", core + renderer + pack, 55_500],
    ["the helpers that a pack imports", `export { defineStrategy, defineTemplatePack } from "@mulligan/core";`, 120],
    ["the helper for options", `export { defineOptions } from "@mulligan/core";`, 600],
  ])("is within its limit for %s", async (_name, code, limit) => {
    const { bytes } = await bundleOf(code);
    expect(bytes).toBeLessThanOrEqual(limit);
    // A limit far above the truth is none.
    expect(bytes).toBeGreaterThan(limit * 0.75 - 40);
  });

  it("holds no schema library and nothing of Node", async () => {
    const { code } = await bundleOf(core + renderer + pack);
    expect(code).not.toMatch(/\bZodError\b|from"node:|require\("/);
  });
});
