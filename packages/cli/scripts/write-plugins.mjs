// Writes the plugins of the agents from one source: `node scripts/write-plugins.mjs`, `--check` only compares.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "plugins");
const read = (path) => readFileSync(join(root, path), "utf8");
const { version, license } = JSON.parse(read("package.json"));
const { pluginFiles } = await createJiti(import.meta.url, { fsCache: false }).import("./plugin-files.ts");
const wanted = pluginFiles({
  version,
  license,
  runHook: read("scripts/plugins/run-hook.cjs"),
  opencode: read("scripts/plugins/opencode.js"),
});

const present = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(folder, path)).isFile())
  : [];
const stale = [
  ...[...wanted].filter(([path, text]) => !present.includes(path) || read(join("plugins", path)) !== text),
  ...present.filter((path) => !wanted.has(path)).map((path) => [path, null]),
];

if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`plugins/${path} is not what scripts/write-plugins.mjs writes`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) {
    const file = join(folder, path);
    if (text === null) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${relative(process.cwd(), file)}`);
  }
}
