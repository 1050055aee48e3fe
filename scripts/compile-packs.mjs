// Compiles the prompt files of all template packs of this repository; `--check` only says what is out of date.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { runCommand } from "../packages/pack-kit/dist/index.js";

const root = join(import.meta.dirname, "..");
const packs = [
  ...readdirSync(join(root, "packages"))
    .filter((name) => name.startsWith("templates-") && existsSync(join(root, "packages", name, "package.json")))
    .sort()
    .map((name) => `packages/${name}`),
  "packages/create-mulligan-pack/template",
  "examples/custom-pack",
  "examples/local-strategy/mulligan",
];

for (const pack of packs) {
  const directory = relative(process.cwd(), join(root, pack)) || ".";
  const { exitCode, output, errors } = await runCommand(["compile", directory, ...process.argv.slice(2)]);
  if (output !== "") console.log(output.replaceAll(/^/gm, `${pack}: `));
  if (errors !== "") console.error(errors);
  if (exitCode !== 0) process.exitCode = exitCode;
}
