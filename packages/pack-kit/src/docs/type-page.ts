import type { OptionDefinition, StrategyMeta } from "@mulligan/core";
import { folderNameOf } from "../strategy-folder.js";
import { markdownTable, nested } from "./markdown.js";

export interface DocumentedType {
  readonly type: string;
  readonly namespace: string;
  readonly meta: StrategyMeta;
  /** Where the options were made with `defineOptions`. */
  readonly options: Readonly<Record<string, OptionDefinition>>;
  /** A golden file of the type. */
  readonly example: string;
}

export function optionsOf(schema: unknown): DocumentedType["options"] {
  const { definitions } = (schema ?? {}) as { readonly definitions?: DocumentedType["options"] };
  return definitions ?? {};
}

/** The generated part of the page about a failure type. */
export function typePage({ type, namespace, meta, options, example }: DocumentedType): string {
  return [
    `**${meta.title}.** ${meta.summary}`,
    meta.deprecated === undefined ? "" : `Deprecated: ${meta.deprecated}`,
    markdownTable(
      ["", ""],
      [
        ["Id", `\`${namespace}/${type}\``],
        ["Severity", severityOf(meta)],
        ...(meta.role === undefined ? [] : [["Role", meta.role]]),
        ...(meta.supersedes === undefined ? [] : [["Supersedes", codes(meta.supersedes)]]),
        ...(meta.conflictsWith === undefined ? [] : [["Never told beside", codes(meta.conflictsWith)]]),
        ["Sources", `\`src/${folderNameOf(type)}\``],
      ],
    ),
    "## Options",
    optionsTable(type, options),
    "## Example",
    "A run, what is found in it, and what the next attempt is told.",
    nested(example.replace(/^# .*\n+/, "")).trim(),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function severityOf({ severity, keepsSeverityOnPass, onlyAtEnd, advisesOperator }: StrategyMeta): string {
  return [
    severity,
    ...(keepsSeverityOnPass === true ? ["also on passed runs"] : []),
    ...(onlyAtEnd === true ? ["only when the run has ended"] : []),
    ...(advisesOperator === true ? ["speaks to the operator"] : []),
  ].join(", ");
}

function optionsTable(type: string, options: DocumentedType["options"]): string {
  const entries = Object.entries(options);
  if (entries.length === 0) return "None.";
  const rows = entries.map(([name, definition]) => [
    `\`${name}\``,
    typeOf(definition),
    `\`${shown(definition.default)}\``,
    definition.description,
  ]);
  const [[first, { default: value }]] = entries as [[string, OptionDefinition]];
  const override = `overrides: { ${type}: { options: { ${first}: ${shown(value)} } } }`;
  const table = markdownTable(["Option", "Type", "Default", "Meaning"], rows);
  return `${table}\n\nSet them in \`mulligan.config.ts\`: \`${override}\`.`;
}

function shown(value: OptionDefinition["default"]): string {
  if (typeof value !== "object") return String(value);
  return `[${value.map((entry) => JSON.stringify(entry)).join(", ")}]`;
}

function typeOf(definition: OptionDefinition): string {
  if (definition.type === "strings") return "list of texts";
  if (definition.type === "boolean") return "true or false";
  const { minimum, maximum, integer } = definition;
  const bounds = [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(maximum === undefined ? [] : [`to ${maximum}`]),
  ];
  return [integer === true ? "whole number" : "number", ...bounds].join(" ");
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
