import type { RegisteredStrategy } from "@mulligan/core";
import { configOptions, isOn, outputOptions, parse } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import type { LoadedRegistry } from "../config/load-config.js";
import { usageError } from "../errors.js";
import type { Io } from "../io.js";
import { exitCodes } from "../exit-codes.js";
import { styleOf } from "../output/style.js";
import type { Style } from "../output/style.js";
import { columns, counted } from "../output/text.js";

export async function packs(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("packs", commandArguments, { ...configOptions, ...outputOptions });
  if (parsed.positionals.length > 0) throw usageError("packs", `"${parsed.positionals[0]}" is one word too many.`);
  const loaded = await loadRegistry(parsed, io);
  io.out(
    isOn(parsed, "json")
      ? `${JSON.stringify(packsDocument(loaded), null, 2)}\n`
      : packsText(loaded, styleOf(parsed, io)),
  );
  return exitCodes.clean;
}

function packsDocument({ registry, configFile }: LoadedRegistry): object {
  const strategies = [...registry.strategies, ...registry.switchedOff].sort((left, right) =>
    left.id < right.id ? -1 : 1,
  );
  return {
    config: configFile,
    packs: registry.packs.map(({ name, version, namespace, api }) => ({ name, version, namespace, api })),
    strategies: strategies.map((entry) => ({
      id: entry.id,
      type: entry.type,
      pack: entry.pack,
      enabled: entry.enabled,
      severity: entry.severity,
      role: entry.strategy.meta.role ?? "cause",
      priority: entry.priority,
      title: entry.strategy.meta.title,
      options: entry.options,
      overridden: entry.overridden,
      ...(entry.strategy.meta.deprecated !== undefined && { deprecated: entry.strategy.meta.deprecated }),
    })),
  };
}

function packsText({ registry, configFile }: LoadedRegistry, style: Style): string {
  const all = [...registry.strategies, ...registry.switchedOff];
  const sources = [
    ...registry.packs,
    ...(all.some(({ namespace }) => namespace === "local") ? [{ name: "local", version: "", namespace: "local" }] : []),
  ];
  const lines = [
    configFile === null ? "No configuration; the built-in packs are in force." : `Configuration: ${configFile}`,
  ];
  for (const { name, version, namespace } of sources) {
    const own = all
      .filter((entry) => entry.namespace === namespace)
      .sort((left, right) => (left.id < right.id ? -1 : 1));
    const origin = name === "local" ? "strategies of the configuration" : `${name}@${version}`;
    lines.push(
      "",
      `${style.bold(origin)} ${style.dim(`(namespace ${namespace}, ${counted(own.length, "failure type")})`)}`,
    );
    lines.push(...columns(own.map(rowOf)).map((line) => `  ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

function rowOf(entry: RegisteredStrategy): string[] {
  const changed = entry.overridden.filter((name) => name !== "enabled");
  const state = entry.enabled ? "on" : "off";
  const remarks = [
    ...(changed.length > 0 ? [`${changed.join(", ")} by the configuration`] : []),
    ...(entry.strategy.meta.deprecated === undefined ? [] : ["deprecated"]),
  ];
  const remark = remarks.length > 0 ? ` (${remarks.join("; ")})` : "";
  return [entry.id, entry.severity, entry.strategy.meta.role ?? "cause", `${state}${remark}`];
}
