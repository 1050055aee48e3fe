import type { TemplatePack } from "@mulligan/core";
import { packFailedError, packNotFoundError, packShapeError, packsUnclearError } from "../errors.js";
import type { Io } from "../io.js";
import { builtInPacks } from "./built-in-packs.js";
import { importFile, loadFailure } from "./import-file.js";
import { resolvePackage } from "./resolve-package.js";

/** The pack that the configuration names, as seen from the configuration's folder. */
export async function loadPack(configFile: string, name: string, io: Io): Promise<TemplatePack> {
  const path = resolvePackage(configFile, name);
  if (path === null) {
    const builtIn = builtInPacks.find((pack) => pack.meta.name === name);
    if (builtIn !== undefined) return builtIn;
    throw packNotFoundError(configFile, name);
  }
  let exports;
  try {
    exports = await importFile(path, io);
  } catch (error) {
    throw packFailedError(configFile, name, loadFailure(error, path));
  }
  if (looksLikePack(exports["default"])) return exports["default"];
  const found = Object.entries(exports).filter(([, value]) => looksLikePack(value));
  if (new Set(found.map(([, value]) => value)).size > 1) {
    throw packsUnclearError(
      configFile,
      name,
      found.map(([key]) => key),
    );
  }
  const [only] = found;
  if (only === undefined) throw packShapeError(configFile, name, Object.keys(exports));
  return only[1] as TemplatePack;
}

/** Enough to tell a pack from other exports; the registry checks all of it. */
function looksLikePack(value: unknown): value is TemplatePack {
  return typeof value === "object" && value !== null && "meta" in value && "strategies" in value;
}
