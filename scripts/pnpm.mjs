// Brings node_modules up to date with the pnpm that package.json pins, then runs that pnpm. Needs only Node and npm.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
process.chdir(root);
const pinned = JSON.parse(readFileSync("package.json", "utf8")).packageManager.split("+")[0];
const binaries = join(root, "node_modules", ".bin");
const stampFile = join(root, "node_modules", ".installed");

const manifests = ["packages", "examples"].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name, "package.json"))
    .filter((file) => existsSync(file)),
);
const hash = createHash("sha256").update(process.version);
for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", ...manifests.sort()]) {
  hash.update(file).update(readFileSync(file));
}
const stamp = hash.digest("hex");

function run(command, commandArguments) {
  const environment = {
    ...process.env,
    PATH: binaries + delimiter + process.env.PATH,
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
  // `npx -c` and `npm exec -p` leave these set, and a nested npx would obey them.
  delete environment.npm_config_call;
  delete environment.npm_config_package;
  const { status, error } = spawnSync(command, commandArguments, {
    stdio: "inherit",
    env: environment,
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
  run("npx", ["--yes", pinned, "install", "--frozen-lockfile"]);
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stampFile, stamp);
}
run("pnpm", process.argv.slice(2));
