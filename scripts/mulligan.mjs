// Starts the command line from the working tree: installs and builds what is missing or stale, then runs the bundle.
// Standard output belongs to the command alone.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const bundle = join(root, "packages/cli/dist/mulligan.cjs");

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(folder) {
  let latest = changedAt(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : changedAt(path));
  }
  return latest;
}

/** Folders of a package and of all the workspace's packages that it depends on. */
function withDependencies(folder, known = new Set()) {
  if (known.has(folder)) return known;
  known.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const [name, version] of Object.entries(dependencies)) {
    if (version.startsWith("workspace:"))
      withDependencies(join(root, "packages", name.replace("@mulligan/", "")), known);
  }
  return known;
}

function isFresh() {
  if (!existsSync(bundle) || !existsSync(join(root, "node_modules"))) return false;
  const built = changedAt(bundle);
  return [...withDependencies(join(root, "packages/cli"))].every((folder) =>
    [
      newest(join(folder, "src")),
      ...["package.json", "rolldown.config.mjs"].map((name) => changedAt(join(folder, name))),
    ].every((changed) => changed <= built),
  );
}

if (!isFresh()) {
  const started = new Date();
  const build = ["exec", "turbo", "run", "build", "--filter=mulligan...", "--output-logs=errors-only"];
  // What the build says goes to standard error: the caller may be reading JSON.
  const { status, signal } = spawnSync(process.execPath, [join(root, "scripts/pnpm.mjs"), ...build], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (signal !== null) process.exit(130);
  if (status !== 0) {
    console.error("mulligan: the command line could not be built; the messages above say why.");
    process.exit(2);
  }
  // turbo leaves the bundle alone, or puts an old one back, where the sources have changed and changed back.
  utimesSync(bundle, started, started);
}

// In this process: a second start of Node would double what a short command costs.
const from = process.env.INIT_CWD ?? process.cwd();
const inside = !relative(root, from).startsWith("..");
// What the command line calls itself in what it prints, so that it can be copied.
process.env.MULLIGAN_PROGRAM ??= inside
  ? "npm run -s mulligan --"
  : `npm --prefix ${relative(from, root) || "."} run -s mulligan --`;
process.chdir(from);
process.argv.splice(1, 1, bundle);
createRequire(import.meta.url)(bundle);
