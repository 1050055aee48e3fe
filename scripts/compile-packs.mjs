// Compiles the prompt files of all template packs of this repository; `--check` only says what is out of date.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { runCommand } from "../packages/pack-kit/dist/index.js";

const packages = join(import.meta.dirname, "..", "packages");
const packs = readdirSync(packages)
  .filter((name) => name.startsWith("templates-") && existsSync(join(packages, name, "package.json")))
  .sort();

for (const name of packs) {
  const directory = relative(process.cwd(), join(packages, name)) || ".";
  const { exitCode, output, errors } = await runCommand(["compile", directory, ...process.argv.slice(2)]);
  if (output !== "") console.log(output.replaceAll(/^/gm, `${name}: `));
  if (errors !== "") console.error(errors);
  if (exitCode !== 0) process.exitCode = exitCode;
}
