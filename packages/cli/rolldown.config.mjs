import { readFileSync } from "node:fs";
import { defineConfig, rolldown } from "rolldown";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const sources = new URL("src/", import.meta.url);

const input = {
  platform: "node",
  resolve: {
    conditionNames: ["@mulligan/source", "node", "import", "default"],
    extensionAlias: { ".js": [".ts", ".js"] },
  },
  transform: { define: { __MULLIGAN_VERSION__: JSON.stringify(version) } },
};
const output = { format: "cjs", codeSplitting: false, minify: { compress: true, mangle: true, codegen: true } };

/**
 * Puts the engine into the file as text, which is compiled when a command asks for it: as code it would cost `--help`
 * 20 ms, because V8 looks through every function of a file before it runs the first. Text compiled this way cannot call
 * `import()`: what the engine imports at run time goes through `Io.importModule`.
 */
function engineAsText() {
  return {
    name: "engine-as-text",
    async load(id) {
      if (!/[\\/]src[\\/]engine\.ts$/.test(id)) return null;
      const bundle = await rolldown({ ...input, input: id });
      const { output: chunks } = await bundle.generate(output);
      await bundle.close();
      // One character beyond Latin-1 would make the whole text take twice the memory, and longer to compile.
      const code = chunks[0].code.replaceAll(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      return {
        moduleType: "js",
        code: `
const { compileFunction } = require("node:vm");
const parameters = ["exports", "module", "require"];
compileFunction(${JSON.stringify(code)}, parameters, { filename: __filename })(exports, module, require);`,
      };
    },
  };
}

// One CommonJS file: an ES module entry alone would cost the start a quarter of its budget on Node 20.
export default defineConfig({
  ...input,
  input: new URL("bin.ts", sources).pathname,
  plugins: [engineAsText()],
  output: { ...output, file: "dist/mulligan.cjs", banner: "#!/usr/bin/env node" },
});
