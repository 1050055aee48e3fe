import { facts as factsOf, factsToWire } from "@mulligan/core";
import { toAtif } from "@mulligan/readers/write";
import { choiceOf, configOptions, inputOptions, isOn, numberOf, outputOptions, parse } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { runNotThereError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { expandPath } from "../input/expand-paths.js";
import type { InputGroup } from "../input/expand-paths.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { InputRun } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { factsText } from "../output/facts-text.js";
import { JsonLines, JsonList } from "../output/json-documents.js";
import { runHeading } from "../output/run-heading.js";
import { stepLine, stepText } from "../output/step-text.js";
import { styleOf } from "../output/style.js";
import type { Style } from "../output/style.js";
import { indented, skippedLinesNote } from "../output/text.js";
import { reading } from "./diagnosed.js";
import { listRuns } from "./list-runs.js";

const options: Options = {
  ...inputOptions,
  ...configOptions,
  ...outputOptions,
  as: { type: "string" },
  facts: { type: "boolean" },
  full: { type: "boolean" },
  step: { type: "string" },
  run: { type: "string" },
  list: { type: "boolean" },
  all: { type: "boolean" },
};

interface View {
  readonly step: number | undefined;
  readonly full: boolean;
  readonly facts: boolean;
}

export async function read(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("read", commandArguments, options);
  if (parsed.positionals.length === 0) throw usageError("read", "Name a recorded run, or - for standard input.");
  const wantedRun = numberOf("read", parsed, "run", { minimum: 1, integer: true });
  const step = numberOf("read", parsed, "step", { minimum: 1, integer: true });
  const view: View = { step, full: isOn(parsed, "full"), facts: isOn(parsed, "facts") };
  if (view.full && step === undefined) throw usageError("read", "--full goes with --step.");
  if (step !== undefined && (view.facts || isOn(parsed, "json"))) {
    throw usageError("read", "--step goes with neither --facts nor --json.");
  }
  const as = choiceOf("read", parsed, "as", ["atif"]);
  if (as !== undefined && (step !== undefined || view.facts || isOn(parsed, "json"))) {
    throw usageError("read", "--as goes with neither --step, --facts nor --json.");
  }
  const whole = view.facts || step !== undefined || as !== undefined || isOn(parsed, "json");
  if (whole && (isOn(parsed, "list") || isOn(parsed, "all"))) {
    throw usageError("read", "--list and --all go with neither --step, --facts, --json nor --as.");
  }
  const outcome = outcomeSource("read", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  const style = styleOf(parsed, io);
  const source = reading(parsed, outcome, registry, io);
  if (!whole && wantedRun === undefined && (isOn(parsed, "list") || isOn(parsed, "all") || areSeveral(parsed, io))) {
    return listRuns(parsed.positionals, { ...source, everything: isOn(parsed, "all") }, style);
  }

  const documents = new JsonList(io);
  const atif = new JsonLines(io);
  let count = 0;
  let unreadable = 0;
  for await (const entry of readRuns(parsed.positionals, source, (input) => input)) {
    if (isUnreadable(entry)) {
      unreadable += 1;
      io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    if (wantedRun !== undefined && entry.run !== wantedRun) continue;
    count += 1;
    if (as === "atif") atif.add(toAtif(entry.recorded, { outcome: entry.episode.outcome }));
    else if (isOn(parsed, "json")) documents.add(view.facts ? factsToWire(factsOf(entry.episode)) : entry.episode);
    else io.out(`${count > 1 ? "\n" : ""}${runText(entry, view, style)}\n`);
  }
  documents.end();
  atif.end();
  if (count > 0) return exitCodes.clean;
  if (unreadable === 0 && wantedRun !== undefined) {
    throw runNotThereError("read", wantedRun, parsed.positionals.join(", "));
  }
  return exitCodes.unreadable;
}

/** A folder of runs, or more than one argument. */
function areSeveral({ positionals }: Arguments, io: Io): boolean {
  return positionals.length > 1 || positionals.some((argument) => isFolderOfRuns(expandPath(argument, io.cwd)));
}

function isFolderOfRuns({ folder, conversation }: InputGroup): boolean {
  return folder && !conversation;
}

function runText(input: InputRun, view: View, style: Style): string {
  const { episode, skippedLines } = input;
  const parts = [runHeading(input, style)];
  if (view.facts) {
    parts.push(indented(factsText(factsOf(episode), { ...style, width: style.width - 2 }), "  "));
  } else if (view.step === undefined) {
    parts.push(...episode.steps.map((step) => stepLine(step, style)));
    if (skippedLines > 0) parts.push(style.dim(skippedLinesNote(skippedLines)));
  } else {
    const step = episode.steps[view.step - 1];
    if (step === undefined) {
      throw usageError("read", `--step ${view.step}: the run has steps 1 to ${episode.steps.length}.`);
    }
    parts.push(stepText(episode, step, view.full, style));
  }
  return parts.join("\n");
}
