import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRegistry } from "@mulligan/core";
import type { Registry, RegistryInput, TemplatePack } from "@mulligan/core";
import { isOn, textOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import {
  configFailedError,
  configNotFoundError,
  configShapeError,
  packNotFoundError,
  packShapeError,
} from "../errors.js";
import type { Io } from "../io.js";
import { builtInPacks } from "./built-in-packs.js";
import type { MulliganConfig } from "./define-config.js";

const fileNames = ["ts", "mts", "js", "mjs", "cjs", "json"].map((ending) => `mulligan.config.${ending}`);

export interface LoadedRegistry {
  readonly registry: Registry;
  /** Absolute path of the configuration; null where there is none. */
  readonly configFile: string | null;
}

/** The registry that the configuration asks for; the built-in packs where there is none. */
export async function loadRegistry(parsed: Arguments, io: Io): Promise<LoadedRegistry> {
  const configFile = findConfig(parsed, io.cwd);
  if (configFile === null) return { registry: createRegistry({ packs: builtInPacks }), configFile };
  const config = checked(configFile, await loadModule(configFile));
  const packs: RegistryInput["packs"][number][] = [];
  for (const pack of config.packs ?? builtInPacks)
    packs.push(typeof pack === "string" ? await loadPack(configFile, pack) : pack);
  const { strategies, overrides } = config;
  try {
    const registry = createRegistry({ packs, ...(strategies && { strategies }), ...(overrides && { overrides }) });
    return { registry, configFile };
  } catch (error) {
    if (error instanceof Error) error.message = `${configFile}: ${error.message}`;
    throw error;
  }
}

function findConfig(parsed: Arguments, cwd: string): string | null {
  const named = textOf(parsed, "config");
  if (named !== undefined) {
    const path = resolve(cwd, named);
    if (!existsSync(path)) throw configNotFoundError(named);
    return path;
  }
  if (isOn(parsed, "no-config")) return null;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const name of fileNames) if (existsSync(join(folder, name))) return join(folder, name);
    if (dirname(folder) === folder) return null;
  }
}

/** Node's own loader where it can; jiti for TypeScript on a Node that does not strip types. */
async function loadModule(path: string): Promise<unknown> {
  try {
    if (extname(path) === ".json") return JSON.parse(readFileSync(path, "utf8"));
    if (/^\.[mc]?ts$/.test(extname(path)) && !stripsTypes()) return await loadWithJiti(path);
    return defaultOf(await import(pathToFileURL(path).href));
  } catch (error) {
    throw configFailedError(path, error instanceof Error ? error.message : String(error));
  }
}

async function loadWithJiti(path: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(path, { fsCache: false, interopDefault: true });
  return defaultOf(await jiti.import(path));
}

/** Node 22.18 and later load TypeScript by themselves; older ones say nothing or false. */
function stripsTypes(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

function defaultOf(module: unknown): unknown {
  const record = module as Record<string, unknown>;
  return record["default"] ?? module;
}

function checked(path: string, value: unknown): MulliganConfig {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw configShapeError(
      path,
      `its default export is ${value === null ? "null" : Array.isArray(value) ? "a list" : typeof value}`,
    );
  }
  const known = new Set(["packs", "strategies", "overrides", "$schema"]);
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  if (unknown.length > 0)
    throw configShapeError(path, `it has the unknown member ${unknown.map((key) => `"${key}"`).join(", ")}`);
  const config = value as MulliganConfig;
  if (config.packs !== undefined && !Array.isArray(config.packs)) throw configShapeError(path, "packs is not a list");
  return config;
}

async function loadPack(configFile: string, name: string): Promise<TemplatePack> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(resolvePackage(configFile, name)).href);
  } catch (error) {
    const bundled = builtInPacks.find((pack) => pack.meta.name === name);
    if (bundled !== undefined) return bundled;
    const reason = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
    throw packNotFoundError(configFile, name, reason.replace(/\.$/, ""));
  }
  const exported = module as Record<string, unknown>;
  const candidates = [exported["default"], ...Object.values(exported)].filter(looksLikePack);
  const pack = candidates[0];
  if (pack === undefined || new Set(candidates).size > 1) throw packShapeError(configFile, name, Object.keys(exported));
  return pack;
}

function resolvePackage(configFile: string, name: string): string {
  if (/^[./]/.test(name)) return resolve(dirname(configFile), name);
  return createRequire(configFile).resolve(name);
}

function looksLikePack(value: unknown): value is TemplatePack {
  return typeof value === "object" && value !== null && "meta" in value && "strategies" in value;
}
