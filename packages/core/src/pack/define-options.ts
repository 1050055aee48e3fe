import type { StandardIssue, StandardSchema } from "./standard-schema.js";

/** One option of a strategy: a number within bounds, a switch, or a list of texts. */
export type OptionDefinition =
  | {
      readonly type: "number";
      readonly default: number;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly integer?: boolean;
      readonly description: string;
    }
  | { readonly type: "boolean"; readonly default: boolean; readonly description: string }
  | { readonly type: "strings"; readonly default: readonly string[]; readonly description: string };

export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

export type OptionsOf<Definitions extends OptionDefinitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends { type: "number" }
    ? number
    : Definitions[Name] extends { type: "boolean" }
      ? boolean
      : readonly string[];
};

/**
 * A small options schema without a schema library: `{}` gives the defaults, unknown names and wrong values are issues.
 * The definitions stay readable under `definitions`, for documentation.
 */
export function defineOptions<const Definitions extends OptionDefinitions>(
  definitions: Definitions,
): StandardSchema<OptionsOf<Definitions>> & { readonly definitions: Definitions } {
  return {
    definitions,
    "~standard": { version: 1, vendor: "mulligan", validate: (value) => validate(definitions, value) as never },
  };
}

function validate(definitions: OptionDefinitions, value: unknown) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { issues: [{ message: "options have to be an object" }] };
  }
  const issues: StandardIssue[] = [];
  const result: Record<string, unknown> = {};
  const given = value as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(definitions, name)) {
      const known = Object.keys(definitions).join(", ") || "none";
      issues.push({ message: `unknown option; known options: ${known}`, path: [name] });
    }
  }
  for (const [name, definition] of Object.entries(definitions)) {
    const candidate = given[name];
    const message = candidate === undefined ? null : problemOf(definition, candidate);
    if (message !== null) issues.push({ message, path: [name] });
    result[name] = candidate ?? definition.default;
  }
  return issues.length > 0 ? { issues } : { value: result };
}

function problemOf(definition: OptionDefinition, candidate: unknown): string | null {
  switch (definition.type) {
    case "boolean":
      return typeof candidate === "boolean" ? null : "has to be true or false";
    case "strings":
      return Array.isArray(candidate) && candidate.every((entry) => typeof entry === "string")
        ? null
        : "has to be a list of texts";
    case "number": {
      if (typeof candidate !== "number" || !Number.isFinite(candidate)) return "has to be a number";
      if (definition.integer === true && !Number.isInteger(candidate)) return "has to be a whole number";
      if (definition.minimum !== undefined && candidate < definition.minimum) {
        return `has to be ${definition.minimum} or more`;
      }
      if (definition.maximum !== undefined && candidate > definition.maximum) {
        return `has to be ${definition.maximum} or less`;
      }
      return null;
    }
  }
}
