import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { RegisteredStrategy, Registry } from "@mulligan/core";

/** What the user should know of the strategies in force, a line each; nothing of it stops a command. */
export function registryWarnings(registry: Registry, configFile: string | null): string[] {
  return [
    ...registry.strategies.flatMap(({ id, pack, strategy: { meta } }) =>
      meta.deprecated === undefined ? [] : [`${id} (${pack}) is deprecated: ${meta.deprecated}`],
    ),
    ...(configFile === null ? [] : staleTexts(registry, configFile)),
  ];
}

const importOfStrategies = /["'](\.{1,2}(?:\/[^"'\n]*)?)\/strategies\.gen\.[cm]?[jt]s["']/;

/** Prompt files of the project's own strategies that were changed and not compiled since. */
function staleTexts({ strategies }: Registry, configFile: string): string[] {
  const own = strategies.filter(
    ({ namespace, overridden }) => namespace === "local" && !overridden.includes("templates"),
  );
  if (own.length === 0) return [];
  const imported = importOfStrategies.exec(readFileSync(configFile, "utf8"))?.[1];
  if (imported === undefined) return [];
  const directory = join(dirname(configFile), imported);
  const stale = own.flatMap((entry) => staleFiles(entry, directory));
  if (stale.length === 0) return [];
  const folder = relative(dirname(configFile), directory).replaceAll("\\", "/") || ".";
  const one = stale.length === 1;
  return [
    `${stale.join(", ")} in ${folder} ${one ? "was" : "were"} changed since ${one ? "it was" : "they were"} compiled, and the text from before is used; run \`npx mulligan-pack compile ${folder}\``,
  ];
}

function staleFiles({ templates }: RegisteredStrategy, directory: string): string[] {
  return Object.values(templates).flatMap((asset: { readonly file: string; readonly source: string } | undefined) => {
    if (asset === undefined) return [];
    const path = join(directory, asset.file);
    if (!existsSync(path)) return [];
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n") === asset.source ? [] : [asset.file];
  });
}
