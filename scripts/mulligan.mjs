// Starts the command line from the working tree: installs and builds what is missing or stale, then runs the bundle.
// Standard output belongs to the command alone.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const bundle = join(root, "packages/cli/dist/mulligan.cjs");

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

function isFresh() {
  const built = statSync(bundle, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined || !existsSync(join(root, "node_modules"))) return false;
  return readdirSync(join(root, "packages")).every((name) => {
    const sources = join(root, "packages", name, "src");
    const manifest = statSync(join(root, "packages", name, "package.json"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return manifest <= built && (!existsSync(sources) || newest(sources) <= built);
  });
}

if (!isFresh()) {
  const build = [
    join(root, "scripts/pnpm.mjs"),
    "exec",
    "turbo",
    "run",
    "build",
    "--filter=mulligan...",
    "--output-logs=errors-only",
  ];
  // What the build says goes to standard error: the caller may be reading JSON.
  const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) {
    console.error("mulligan: the command line could not be built; the messages above say why.");
    process.exit(2);
  }
}
const { status, signal } = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: "inherit",
});
process.exit(signal === "SIGINT" ? 130 : (status ?? 2));
