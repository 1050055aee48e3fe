import { readFileSync } from "node:fs";
import { defineConfig } from "rolldown";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

// One CommonJS file: an ES module entry alone would cost the start a quarter of its budget on Node 20.
export default defineConfig({
  input: "dist/bin.js",
  platform: "node",
  external: ["jiti"],
  transform: { define: { __MULLIGAN_VERSION__: JSON.stringify(version) } },
  output: {
    file: "dist/mulligan.cjs",
    format: "cjs",
    banner: "#!/usr/bin/env node",
    codeSplitting: false,
    minify: { compress: true, mangle: true, codegen: true },
  },
});
