import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, rolldown } from "rolldown";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

const input = {
  platform: "node",
  resolve: {
    conditionNames: ["@mulligan/source", "node", "import", "default"],
    extensionAlias: { ".js": [".ts", ".js"] },
  },
  transform: { define: { __MULLIGAN_VERSION__: JSON.stringify(version) } },
};
const output = { format: "cjs", codeSplitting: false, minify: { compress: true, mangle: true, codegen: true } };

/** Takes the place of the engine: a file beside the one that starts, which must not pay for it. */
const engineLoader = `
const { join } = require("node:path");
module.exports = require(join(__dirname, "engine.cjs"));
`;

/** Takes the place of what most calls of the hook do not need: a file of its own, compiled once, at its first use. */
const compiledLoader = (file, names) => `
import { join } from "node:path";
import { compileCached } from "../compile-cached.js";
let loaded;
function load() {
  if (loaded === undefined) {
    loaded = { exports: {} };
    compileCached(join(__dirname, "${file}"))(loaded.exports, loaded, require, __dirname);
  }
  return loaded.exports;
}
${names.map((name) => `export const ${name} = (...given) => load().${name}(...given);`).join("\n")}
`;

const loaders = {
  "engine.ts": engineLoader,
  "hook/judge-turn.ts": compiledLoader("judge.cjs", ["judgeTurn"]),
  "hook/voice.ts": compiledLoader("voice.cjs", ["answerText", "lessonsFor", "liveRegistry"]),
};

/** Puts a loader into the place of each of these sources. */
function loaded(...names) {
  return {
    name: "loaded",
    load(id) {
      const name = names.find((candidate) => id.replaceAll("\\", "/").endsWith(`/src/${candidate}`));
      return name === undefined ? null : { code: loaders[name], moduleType: "js" };
    },
  };
}

/** The engine, what judges a turn for the hook, and what the hook says: files beside the one that starts. */
function filesBeside() {
  return {
    name: "files-beside",
    async generateBundle(_options, files) {
      for (const file of Object.values(files)) file.code = inAscii(file.code);
      const beside = {
        "engine.cjs": await bundled("engine.ts"),
        "judge.cjs": await bundled("hook/judge-turn.ts", [loaded("hook/voice.ts"), liveDetectorsAlone]),
        "voice.cjs": await bundled("hook/voice.ts", [templatesWhenAsked]),
      };
      for (const [fileName, source] of Object.entries(beside)) {
        this.emitFile({ type: "asset", fileName, source: inAscii(source) });
      }
    },
  };
}

/** Of the strategies only what finds, and only those that the hook looks for. */
const liveDetectorsAlone = {
  name: "live-detectors-alone",
  transform(code, id) {
    if (id.endsWith("templates.gen.ts")) return { code: "export const templates = {};", moduleType: "js" };
    if (!id.endsWith("strategies.gen.ts")) return null;
    const kept = code
      .split("\n")
      .filter((line) => !/^ {2}[A-Z_]+: /.test(line) || liveTypes.has(line.trim().split(":")[0]));
    return kept.join("\n");
  },
};

const settings = readFileSync(new URL("src/hook/settings.ts", import.meta.url), "utf8");
const listed = /^export const liveTypes\b[^=]*= \[([^\]]+)\];/m.exec(settings)?.[1];
if (listed === undefined) throw new Error("settings.ts does not hold one list of live types.");
const liveTypes = new Set(Array.from(listed.matchAll(/"([A-Z_]+)"/g), ([, type]) => type));

/** Most calls of the hook say nothing: a strategy's templates are made when somebody looks into them. */
const templatesWhenAsked = {
  name: "templates-when-asked",
  transform(code, id) {
    if (!id.endsWith("templates.gen.ts")) return null;
    const [before, after, ...others] = code.split(/^export const templates(?:: StrategyTemplates)? = /m);
    if (after === undefined || others.length > 0) throw new Error(`${id} does not hold one object of templates.`);
    const made = `() => made ??= (${after.trimEnd().replace(/;$/, "")})`;
    return `${before}
let made;
const make = ${made};
export const templates = /* @__PURE__ */ new Proxy({}, {
  get: (_, name) => make()[name],
  has: (_, name) => name in make(),
  ownKeys: () => Reflect.ownKeys(make()),
  getOwnPropertyDescriptor: (_, name) => ({ ...Object.getOwnPropertyDescriptor(make(), name), configurable: true }),
});
`;
  },
};

async function bundled(name, plugins = []) {
  const bundle = await rolldown({ ...input, input: fileURLToPath(new URL(`src/${name}`, import.meta.url)), plugins });
  const { output: chunks } = await bundle.generate(output);
  await bundle.close();
  return chunks[0].code;
}

/** One character beyond ASCII would make the whole file take twice the memory, and longer to read. */
function inAscii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// CommonJS: an ES module entry alone would cost the start a quarter of its budget on Node 20.
export default defineConfig({
  ...input,
  input: fileURLToPath(new URL("src/bin.ts", import.meta.url)),
  plugins: [loaded("engine.ts", "hook/judge-turn.ts", "hook/voice.ts"), filesBeside()],
  output: { ...output, file: "dist/mulligan.cjs", banner: "#!/usr/bin/env node" },
});
