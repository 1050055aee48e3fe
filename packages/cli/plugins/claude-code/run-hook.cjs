"use strict";
// Finds the installed mulligan and lets it answer the hook: an agent copies this folder away from the package.
// Nothing of the project is run: a repository that somebody only looks at must not bring its own.
const { existsSync, realpathSync, statSync } = require("node:fs");
const { spawnSync } = require("node:child_process");
const paths = require("node:path");

const [agent = ""] = process.argv.slice(2);
const installed = paths.join("node_modules", "mulligan", "dist", "mulligan.cjs");
const folders = (process.env.PATH ?? process.env.Path ?? "")
  .split(paths.delimiter)
  .filter((folder) => paths.isAbsolute(folder));

function script() {
  const candidates = [
    paths.join(__dirname, "..", "..", "dist", "mulligan.cjs"),
    ...folders.flatMap((folder) => [paths.join(folder, installed), paths.join(folder, "..", "lib", installed)]),
  ];
  return candidates.find((candidate) => existsSync(candidate)) ?? linked();
}

/** What the `mulligan` on the path leads to, where that is the command itself and no shell script. */
function linked() {
  const path = onPath();
  return path !== undefined && realpathSync(path).endsWith(".cjs") ? realpathSync(path) : undefined;
}

function onPath() {
  return folders
    .map((folder) => paths.join(folder, "mulligan"))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function main() {
  const path = script();
  if (path !== undefined) {
    process.argv = [process.argv[0], path, "hook", agent];
    require(path);
    return;
  }
  const starter = onPath();
  if (starter !== undefined) {
    spawnSync(starter, ["hook", agent], { stdio: "inherit" });
    return;
  }
  process.stderr.write("mulligan is not installed, so nothing was checked: npm install --global mulligan\n");
}

try {
  main();
} catch (error) {
  // The agent goes on whatever is wrong here.
  process.stderr.write(`mulligan: ${error instanceof Error ? error.message : String(error)}\n`);
}
