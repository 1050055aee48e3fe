import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { RegisteredStrategy, StrategyTemplates } from "@mulligan/core";
import { configOptions, inputOptions, isOn, outputOptions, parse } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { stepMissingError, usageError } from "../errors.js";
import type { Io } from "../io.js";
import { exitCodes } from "../exit-codes.js";
import { styleOf } from "../output/style.js";
import type { Style } from "../output/style.js";
import { indented, wrap } from "../output/text.js";
import { explainStep, stepOptions } from "./explain-step.js";

const slots: readonly (keyof StrategyTemplates)[] = [
  "whatWentWrong",
  "improvedStrategy",
  "plan",
  "system",
  "user",
  "again",
];

export async function explain(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("explain", commandArguments, {
    ...inputOptions,
    ...configOptions,
    ...outputOptions,
    ...stepOptions,
  });
  if (parsed.values["step"] !== undefined) return explainStep(parsed, io);
  const [type, ...more] = parsed.positionals;
  if (type === undefined || more.length > 0) {
    throw usageError("explain", "Name one failure type, or a recorded run with --step.");
  }
  if (/[./\\]/.test(type) && existsSync(resolve(io.cwd, type))) throw stepMissingError(type);
  for (const name of Object.keys({ ...inputOptions, ...stepOptions })) {
    if (parsed.values[name] !== undefined)
      throw usageError("explain", `--${name} goes with a recorded run and --step.`);
  }
  const { registry } = await loadRegistry(parsed, io);
  const off = registry.switchedOff.find((candidate) => candidate.id === type || candidate.type === type);
  const entry = registry.get(type) ?? off;
  if (entry === undefined) {
    const known = registry.strategies.map((candidate) => candidate.type).join(", ");
    throw usageError(
      "explain",
      `There is no failure type "${type}" in force. Known: ${known}. For a step of a recorded run give --step.`,
    );
  }
  io.out(
    isOn(parsed, "json")
      ? `${JSON.stringify(explainDocument(entry), null, 2)}\n`
      : `${explainText(entry, styleOf(parsed, io))}\n`,
  );
  return exitCodes.clean;
}

function explainDocument(entry: RegisteredStrategy): object {
  const templates = Object.fromEntries(
    slots.flatMap((slot) => {
      const asset = entry.templates[slot];
      return asset === undefined ? [] : [[slot, { file: asset.file, hash: asset.hash, source: asset.source }]];
    }),
  );
  return {
    id: entry.id,
    pack: `${entry.pack}@${entry.packVersion}`,
    ...entry.strategy.meta,
    severity: entry.severity,
    enabled: entry.enabled,
    options: entry.options,
    templates,
  };
}

function explainText(entry: RegisteredStrategy, style: Style): string {
  const { meta } = entry.strategy;
  const parts = [
    `${style.bold(entry.id)}: ${meta.title} ${style.dim(`[${entry.pack}@${entry.packVersion}]`)}`,
    wrap(meta.summary, style.width),
    `Severity ${entry.severity}, role ${meta.role ?? "cause"}${entry.enabled ? "" : ", switched off by the configuration"}.`,
  ];
  if (meta.deprecated !== undefined) parts.push(`Deprecated: ${meta.deprecated}`);
  const options = optionTexts(entry, style);
  if (options.length > 0) parts.push(`\n${style.bold("Options")}`, ...options);
  for (const slot of slots) {
    const asset = entry.templates[slot];
    if (asset !== undefined)
      parts.push(
        `\n${style.bold(slot)} ${style.dim(`(${asset.file}, ${asset.hash})`)}`,
        indented(asset.source.trimEnd(), "  "),
      );
  }
  return parts.join("\n");
}

function optionTexts({ strategy, options }: RegisteredStrategy, style: Style): string[] {
  const definitions =
    (strategy.options as { definitions?: Record<string, { description?: string }> } | undefined)?.definitions ?? {};
  return Object.entries((options ?? {}) as Record<string, unknown>).map(([name, value]) => {
    const description = definitions[name]?.description;
    const line = `  ${name}: ${JSON.stringify(value)}`;
    return description === undefined ? line : `${line}\n${wrap(description, style.width, "    ")}`;
  });
}
