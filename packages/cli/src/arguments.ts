import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";
import { usageError } from "./errors.js";

export type Options = NonNullable<ParseArgsConfig["options"]>;

/** Options of every command that reads runs. */
export const inputOptions: Options = {
  outcome: { type: "string" },
  score: { type: "string" },
  "pass-threshold": { type: "string" },
  outcomes: { type: "string" },
  report: { type: "string" },
};

/** Options of every command that needs a registry. */
export const configOptions: Options = {
  config: { type: "string" },
  "no-config": { type: "boolean" },
};

/** Options of every command. */
export const outputOptions: Options = {
  json: { type: "boolean" },
  color: { type: "boolean" },
  "no-color": { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
};

export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  /** How many of the positionals stand behind the first use of an option. */
  behind(name: string): number;
}

/** Parses strictly: an unknown option or a missing value is a usage error that names the command. */
export function parse(command: string, commandArguments: readonly string[], options: Options): Arguments {
  try {
    const { positionals, values, tokens } = parseArgs({
      args: [...commandArguments],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    const behind = (name: string) => {
      const first = tokens.findIndex((token) => token.kind === "option" && token.name === name);
      return first < 0 ? 0 : tokens.slice(first).filter(({ kind }) => kind === "positional").length;
    };
    return { positionals, values, behind };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [problem = message] = message.split(". To specify");
    throw usageError(command, problem.endsWith(".") ? problem : `${problem}.`);
  }
}

export function textOf(parsed: Arguments, name: string): string | undefined {
  const value = parsed.values[name];
  return typeof value === "string" ? value : undefined;
}

/** The values of an option that may be given several times. */
export function textsOf(parsed: Arguments, name: string): string[] {
  const value = parsed.values[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function isOn(parsed: Arguments, name: string): boolean {
  return parsed.values[name] === true;
}

/** A number within bounds, or a usage error. */
export function numberOf(
  command: string,
  parsed: Arguments,
  name: string,
  bounds: { minimum: number; maximum?: number; integer?: boolean },
): number | undefined {
  const text = textOf(parsed, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  const { minimum, maximum = Number.POSITIVE_INFINITY, integer = false } = bounds;
  if (text.trim() !== "" && number >= minimum && number <= maximum && (!integer || Number.isInteger(number)))
    return number;
  const range = maximum === Number.POSITIVE_INFINITY ? `${minimum} or more` : `${minimum} to ${maximum}`;
  throw usageError(command, `--${name} "${text}" is not a ${integer ? "whole number" : "number"} from ${range}.`);
}

export function choiceOf<const Choice extends string>(
  command: string,
  parsed: Arguments,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = textOf(parsed, name);
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw usageError(command, `--${name} "${text}" is not one of ${choices.join(", ")}.`);
  return choice;
}
