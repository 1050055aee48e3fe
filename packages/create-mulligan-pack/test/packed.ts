import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export const root: string = join(import.meta.dirname, "../../..");
const windows = process.platform === "win32";

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifests = new Map(
  readdirSync(join(root, "packages"))
    .map((folder) => join(root, "packages", folder, "package.json"))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")) as Manifest)
    .map((manifest) => [manifest.name, manifest]),
);

/** A package of this repository and all others of it that it needs. */
export function withDependencies(name: string): string[] {
  const needed = new Set([name]);
  for (const entry of needed) {
    const { dependencies = {} } = manifests.get(entry) ?? {};
    for (const other of Object.keys(dependencies)) if (manifests.has(other)) needed.add(other);
  }
  return [...needed];
}

/** A folder outside of the workspace with the packed packages of this repository in `tarballs`. */
export class Outside {
  readonly folder: string = mkdtempSync(join(tmpdir(), "mulligan outside "));
  readonly #tarballs: string = join(this.folder, "tarballs");

  constructor() {
    mkdirSync(this.#tarballs);
    const pnpm = join(root, "node_modules/.bin/pnpm");
    this.run(pnpm, ["-r", "--filter", "./packages/*", "pack", "--pack-destination", this.#tarballs], root);
  }

  tarball(name: string): string {
    const bare = name.replace("@", "").replace("/", "-");
    const found = readdirSync(this.#tarballs).find((file) => file.replace(/-\d.*$/, "") === bare);
    if (found === undefined) throw new Error(`no tarball of ${name}`);
    return join(this.#tarballs, found);
  }

  /** The tarballs of these packages once more, as they will be when all of them have this version. */
  released(names: readonly string[], version: string): string[] {
    return names.map((name, index) => {
      const folder = join(this.folder, `released-${version}`, String(index));
      mkdirSync(folder, { recursive: true });
      this.run("tar", ["-xzf", this.tarball(name), "-C", folder], this.folder);
      const path = join(folder, "package/package.json");
      const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
      const dependencies = Object.entries(manifest.dependencies ?? {}).map(([other, range]) => [
        other,
        manifests.has(other) ? `^${version}` : range,
      ]);
      writeFileSync(path, JSON.stringify({ ...manifest, version, dependencies: Object.fromEntries(dependencies) }));
      const packed = join(folder, "package.tgz");
      this.run("tar", ["-czf", packed, "-C", folder, "package"], this.folder);
      return packed;
    });
  }

  /** Installs what the folder's package.json asks for, and these packages from their tarballs. */
  install(cwd: string, names: readonly string[], ...more: readonly string[]): void {
    const packages = [...names.map((name) => this.tarball(name)), ...more];
    this.run("npm", ["install", "--no-audit", "--no-fund", "--no-save", ...packages], cwd);
  }

  /** With a failing command, its output is the error's message. */
  run(program: string, commandArguments: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): string {
    const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", CI: "1", ...more };
    for (const key of Object.keys(environment)) if (/^(npm_|NODE_OPTIONS|VITEST)/i.test(key)) delete environment[key];
    environment["PATH"] = `${join(cwd, "node_modules/.bin")}${delimiter}${process.env["PATH"]}`;
    try {
      return execFileSync(program, commandArguments, {
        cwd,
        encoding: "utf8",
        env: environment,
        shell: windows,
        stdio: ["ignore", "pipe", "pipe"],
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${program} ${commandArguments.join(" ")}\n${stdout}\n${stderr}`, { cause: error });
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
