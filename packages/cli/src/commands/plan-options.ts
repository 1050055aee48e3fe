import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ImprovementPlan, Registry } from "@mulligan/core";
import { lessonOf, withLesson } from "@mulligan/renderer";
import type { PlanBudget } from "@mulligan/renderer";
import { choiceOf, configOptions, inputOptions, isOn, numberOf, outputOptions, textOf, textsOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { loadTokenizer } from "../config/load-tokenizer.js";
import { appendFailedError, usageError } from "../errors.js";
import type { Io } from "../io.js";
import { preferOptions } from "../retry/prefer.js";

export const planOptions: Options = {
  ...inputOptions,
  ...configOptions,
  ...outputOptions,
  addon: { type: "string" },
  run: { type: "string" },
  "failure-type": { type: "string" },
  evidence: { type: "string", multiple: true },
  "fail-on": { type: "string" },
  for: { type: "string" },
  append: { type: "string" },
  explain: { type: "boolean" },
  earlier: { type: "string", multiple: true },
  language: { type: "string" },
  "system-words": { type: "string" },
  "user-words": { type: "string" },
  tokens: { type: "string" },
  tokenizer: { type: "string" },
  ...preferOptions,
};

/** Who the output is for; `agent` is the whole plan with its addons. */
export type Voice = "agent" | "human" | "agents-md";

export interface Shape {
  readonly voice: Voice;
  readonly addon: "system" | "user" | undefined;
  readonly json: boolean;
  readonly explain: boolean;
}

/** What is to be printed; one thing at a time. */
export function shapeOf(parsed: Arguments): Shape {
  const json = isOn(parsed, "json");
  const explain = isOn(parsed, "explain");
  const addon = choiceOf("plan", parsed, "addon", ["system", "user"]);
  const voice = choiceOf("plan", parsed, "for", ["agent", "human", "agents-md"]) ?? "agent";
  const asked = [
    ...(json ? ["--json"] : []),
    ...(addon === undefined ? [] : ["--addon"]),
    ...(voice === "agent" ? [] : [`--for ${voice}`]),
    ...(explain ? ["--explain"] : []),
  ];
  if (asked.length > 1) throw usageError("plan", `${asked.join(" and ")} exclude each other.`);
  if (voice !== "agents-md" && textOf(parsed, "append") !== undefined)
    throw usageError("plan", "--append goes with --for agents-md.");
  return { voice, addon, json, explain };
}

/** The run, and the attempts before it: those named with `--earlier`, and all that stand behind it. */
export function runsOf(parsed: Arguments): { readonly file: string; readonly earlier: readonly string[] } {
  const [file, ...more] = parsed.positionals;
  const earlier = textsOf(parsed, "earlier");
  if (file === undefined || (more.length > 0 && earlier.length === 0)) {
    throw usageError("plan", "Name exactly one recorded run, or - for standard input.");
  }
  if (more.length > 0 && earlier.length > 1) {
    throw usageError("plan", "Give --earlier before each earlier run, or once before all of them.");
  }
  return { file, earlier: [...earlier, ...more] };
}

export async function budgetOf(parsed: Arguments, io: Io): Promise<PlanBudget> {
  const limit = (name: string) => numberOf("plan", parsed, name, { minimum: 0, integer: true });
  const systemWords = limit("system-words");
  const userWords = limit("user-words");
  const tokens = limit("tokens");
  const tokenizer = textOf(parsed, "tokenizer");
  return {
    ...(systemWords !== undefined && { systemWords }),
    ...(userWords !== undefined && { userWords }),
    ...(tokens !== undefined && { tokens }),
    ...(tokenizer !== undefined && { countTokens: await loadTokenizer(tokenizer, io) }),
  };
}

/** Prints the lesson, or writes it behind a file that does not hold one of its type yet. */
export function tellLesson(plan: ImprovementPlan, registry: Registry, parsed: Arguments, io: Io): void {
  const lesson = lessonOf(plan, registry);
  const file = textOf(parsed, "append");
  const note = (text: string) => {
    if (!isOn(parsed, "quiet")) io.error(`${text}\n`);
  };
  if (lesson === null) return note("This run has no lesson for the agent.");
  if (file === undefined) return io.out(`${lesson.text}\n`);
  try {
    const document = withLesson(contentOf(resolve(io.cwd, file)), lesson);
    if (document === null) return note(`${file} holds a lesson of ${lesson.id} already; it stays as it is.`);
    writeFileSync(resolve(io.cwd, file), document);
  } catch (error) {
    throw appendFailedError(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
