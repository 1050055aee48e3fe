import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { builtInPacks } from "../config/built-in-packs.js";

/** What a project says of its packs. */
export interface ProjectPacks {
  /** Where the configuration belongs: beside the nearest package.json, else the working folder. */
  readonly folder: string;
  /** npm names of the packs that the project depends on and has installed, sorted. */
  readonly installed: readonly string[];
  /** npm names of dependencies that are called packs and are not installed. */
  readonly missing: readonly string[];
  /** `mulligan` itself is installed beside them, for the types of a TypeScript configuration. */
  readonly hasTypes: boolean;
}

const dependencyFields = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;
const keyword = "mulligan-pack";
const builtIn: ReadonlySet<string> = new Set(builtInPacks.map(({ meta }) => meta.name));

/** Looks only at what the project's package.json names, never at what else lies in node_modules. */
export function findPacks(cwd: string): ProjectPacks {
  const folder = nearestPackage(resolve(cwd)) ?? resolve(cwd);
  const manifest = manifestIn(folder);
  const names = new Set(dependencyFields.flatMap((field) => Object.keys(recordOf(manifest[field]))));
  const installed: string[] = [];
  const missing: string[] = [];
  for (const name of [...names].sort()) {
    if (builtIn.has(name)) continue;
    const found = installedFolder(folder, name);
    if (found === null) {
      if (name.includes(keyword)) missing.push(name);
      continue;
    }
    const { keywords } = manifestIn(found);
    if (Array.isArray(keywords) && keywords.includes(keyword)) installed.push(name);
  }
  return { folder, installed, missing, hasTypes: installedFolder(folder, "mulligan") !== null };
}

function nearestPackage(folder: string): string | null {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, "package.json"))) return current;
    if (dirname(current) === current) return null;
  }
}

function installedFolder(from: string, name: string): string | null {
  for (let current = from; ; current = dirname(current)) {
    const folder = join(current, "node_modules", name);
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(current) === current) return null;
  }
}

function manifestIn(folder: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  } catch {
    return {};
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
