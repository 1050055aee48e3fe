import { createRegistry, isMulliganError } from "@mulligan/core";
import type { Registry, RegistryInput } from "@mulligan/core";
import { isOn } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { configFailedError, configRejectedError } from "../errors.js";
import type { Io } from "../io.js";
import { builtInPacks } from "./built-in-packs.js";
import { checkConfig } from "./check-config.js";
import { findConfig } from "./find-config.js";
import { importFile, loadFailure } from "./import-file.js";
import { loadPack } from "./load-pack.js";
import { registryWarnings } from "./registry-warnings.js";

export interface LoadedRegistry {
  readonly registry: Registry;
  /** Absolute path of the configuration; null where there is none. */
  readonly configFile: string | null;
}

/** The registry that the configuration asks for; the built-in packs where there is none. */
export async function loadRegistry(parsed: Arguments, io: Io): Promise<LoadedRegistry> {
  const configFile = findConfig(parsed, io.cwd);
  if (configFile === null) return { registry: createRegistry({ packs: builtInPacks }), configFile };
  const config = checkConfig(configFile, await exportsOf(configFile, io));
  const packs: RegistryInput["packs"][number][] = [];
  for (const pack of config.packs ?? builtInPacks) {
    packs.push(typeof pack === "string" ? await loadPack(configFile, pack, io) : pack);
  }
  const { strategies, overrides, runners, tools, paths, secrets } = config;
  try {
    const registry = createRegistry({
      packs,
      ...(strategies && { strategies }),
      ...(overrides && { overrides }),
      ...(runners && { runners }),
      ...(tools && { tools }),
      ...(paths && { paths }),
      ...(secrets && { secrets }),
    });
    if (!isOn(parsed, "quiet")) {
      for (const warning of registryWarnings(registry, configFile)) io.error(`${warning}\n`);
    }
    return { registry, configFile };
  } catch (error) {
    throw isMulliganError(error) ? configRejectedError(configFile, error) : error;
  }
}

async function exportsOf(configFile: string, io: Io): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await importFile(configFile, io);
  } catch (error) {
    throw configFailedError(configFile, loadFailure(error, configFile));
  }
}
