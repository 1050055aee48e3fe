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

const opening = "/* The engine, compiled when a command asks for it:\n";
const closing = "\n*/\n";
/** Stands for the end of a comment where the code has one, in a regular expression or a text. */
const escapedEnd = "*\u0001/";

/** Takes the place of the engine: reads it out of the comment at the end of the file that is running. */
const loader = `
const { readFileSync } = require("node:fs");
const { compileFunction } = require("node:vm");
const file = readFileSync(__filename, "latin1");
const code = file.slice(file.lastIndexOf(${JSON.stringify(opening)}) + ${opening.length}, file.lastIndexOf(${JSON.stringify(closing)}));
const parameters = ["exports", "module", "require"];
compileFunction(code.replaceAll(${JSON.stringify(escapedEnd)}, "*" + "/"), parameters, { filename: __filename })(exports, module, require);
`;

/** Takes the place of the hook: a file of its own, which is compiled once; where it is not there, the engine has it too. */
const hookLoader = `
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const file = join(__dirname, "hook.cjs");
if (existsSync(file)) require("./compile-cached.js").compileCached(file)(exports, module, require);
else exports.hook = require("./engine.js").commands.hook;
`;

/**
 * Puts the engine into the file as a comment. As code it would cost `--help` 20 ms and more, because V8 looks through
 * every function of a file before it runs the first. Code that is compiled this way cannot call `import()`: what the
 * engine imports at run time goes through `Io.importModule`.
 */
function engineAsComment() {
  let engine = "";
  return {
    name: "engine-as-comment",
    async load(id) {
      if (/[\\/]src[\\/]hook-entry\.ts$/.test(id)) return { code: hookLoader, moduleType: "js" };
      if (!/[\\/]src[\\/]engine\.ts$/.test(id)) return null;
      engine = asComment(await bundled(id));
      return { code: loader, moduleType: "js" };
    },
    async generateBundle(_options, files) {
      for (const file of Object.values(files)) file.code = `${file.code.trimEnd()}\n${engine}`;
      const hook = await bundled(fileURLToPath(new URL("src/commands/hook.ts", import.meta.url)), [templatesWhenAsked]);
      this.emitFile({ type: "asset", fileName: "hook.cjs", source: inAscii(hook) });
    },
  };
}

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

async function bundled(id, plugins = []) {
  const bundle = await rolldown({ ...input, input: id, plugins });
  const { output: chunks } = await bundle.generate(output);
  await bundle.close();
  return chunks[0].code;
}

function asComment(code) {
  for (const mark of [opening, escapedEnd]) {
    if (code.includes(mark)) throw new Error(`The engine's code holds ${JSON.stringify(mark)}, which marks its place.`);
  }
  return `${opening}${inAscii(code).trimEnd().replaceAll("*/", escapedEnd)}${closing}`;
}

/** One character beyond ASCII would make the whole file take twice the memory, and longer to read. */
function inAscii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// One CommonJS file: an ES module entry alone would cost the start a quarter of its budget on Node 20.
export default defineConfig({
  ...input,
  input: fileURLToPath(new URL("src/bin.ts", import.meta.url)),
  plugins: [engineAsComment()],
  output: { ...output, file: "dist/mulligan.cjs", banner: "#!/usr/bin/env node" },
});
