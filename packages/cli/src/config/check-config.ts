import { overrideProblems, recogniserProblems } from "@mulligan/core";
import { configShapeError } from "../errors.js";
import type { MulliganConfig } from "./define-config.js";

const members: ReadonlySet<string> = new Set([
  "packs",
  "strategies",
  "overrides",
  "runners",
  "tools",
  "paths",
  "secrets",
  "$schema",
]);

/** Checks the form of a configuration, all of it at once; what packs and options hold is for the registry to check. */
export function checkConfig(path: string, exports: Readonly<Record<string, unknown>>): MulliganConfig {
  if (!("default" in exports)) {
    throw configShapeError(path, ["it has no default export; write `export default defineConfig({ ... })`"]);
  }
  const { default: config } = exports;
  if (!isRecord(config)) {
    throw configShapeError(path, [
      `the default export has to be an object, as defineConfig({ packs: [...] }) gives, found ${shown(config)}`,
    ]);
  }
  const problems = [
    ...Object.keys(config)
      .filter((name) => !members.has(name))
      .map(
        (name) =>
          `${name}: there is no such member; known are packs, strategies, overrides, runners, tools, paths, secrets`,
      ),
    ...packsProblems(config["packs"]),
    ...(config["strategies"] === undefined || isRecord(config["strategies"])
      ? []
      : [`strategies: has to be an object of strategies by failure type, found ${shown(config["strategies"])}`]),
    ...overridesProblems(config["overrides"]),
    ...recogniserProblems(config).map(({ path: member, message }) => `${member}: ${message}`),
  ];
  if (problems.length > 0) throw configShapeError(path, problems);
  return config;
}

function packsProblems(packs: unknown): string[] {
  if (packs === undefined) return [];
  if (!Array.isArray(packs)) return [`packs: has to be a list of packs or of their npm names, found ${shown(packs)}`];
  return packs.flatMap((pack: unknown, index) =>
    isRecord(pack) || (typeof pack === "string" && pack !== "")
      ? []
      : [`packs[${index}]: has to be a pack or its npm name, found ${shown(pack)}`],
  );
}

function overridesProblems(overrides: unknown): string[] {
  if (overrides === undefined) return [];
  if (!isRecord(overrides)) return [`overrides: has to be an object by failure type, found ${shown(overrides)}`];
  return overrideProblems(overrides).map(({ path, message }) => `overrides.${path}: ${message}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  if (isRecord(value)) return "an object";
  return JSON.stringify(value) ?? `a ${typeof value}`;
}
