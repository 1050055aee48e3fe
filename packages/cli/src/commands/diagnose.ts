import type { Diagnosis } from "@mulligan/core";
import { configOptions, inputOptions, isOn, outputOptions, parse } from "../arguments.js";
import type { Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { usageError } from "../errors.js";
import { outcomeSource } from "../input/outcome-source.js";
import { readRuns } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { exitCodes } from "../main.js";
import { findingText } from "../output/finding-text.js";
import { runHeading } from "../output/run-heading.js";
import { styleOf } from "../output/style.js";
import type { Style } from "../output/style.js";
import { indented } from "../output/text.js";
import { diagnosed, failOn, toDocument, unreadableDocument } from "./diagnosed.js";
import type { Diagnosed } from "./diagnosed.js";
import { factsText } from "../output/facts-text.js";

const options: Options = {
  ...inputOptions,
  ...configOptions,
  ...outputOptions,
  jsonl: { type: "boolean" },
  facts: { type: "boolean" },
  "fail-on": { type: "string" },
};

export async function diagnoseCommand(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("diagnose", commandArguments, options);
  if (parsed.positionals.length === 0)
    throw usageError("diagnose", "Name at least one recorded run, a folder, or - for standard input.");
  const reaches = failOn("diagnose", parsed);
  const outcome = outcomeSource("diagnose", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  const style = styleOf(parsed, io);
  const lines = isOn(parsed, "jsonl");
  const json = isOn(parsed, "json");
  const withFacts = isOn(parsed, "facts");

  const collected: object[] = [];
  let read = 0;
  let unreadable = 0;
  let failed = false;
  for await (const input of readRuns(parsed.positionals, outcome, io)) {
    if ("error" in input) {
      unreadable += 1;
      if (lines) io.out(`${JSON.stringify(unreadableDocument(input))}\n`);
      else if (json) collected.push(unreadableDocument(input));
      if (!lines && !json) io.error(`${input.file}: ${input.error.message}\n`);
      continue;
    }
    read += 1;
    const result = diagnosed(input, registry);
    failed ||= reaches(result.diagnosis);
    if (lines) io.out(`${JSON.stringify(toDocument(result, withFacts))}\n`);
    else if (json) collected.push(toDocument(result, withFacts));
    else io.out(`${read > 1 ? "\n" : ""}${diagnosisText(result, style, withFacts)}\n`);
    if (!isOn(parsed, "quiet"))
      for (const { message } of result.diagnosis.diagnostics) io.error(`${input.file}: ${message}\n`);
  }
  if (json && !lines) io.out(`${JSON.stringify(collected.length === 1 ? collected[0] : collected, null, 2)}\n`);
  if (read === 0 && unreadable > 0) return exitCodes.unreadable;
  return failed ? exitCodes.findings : exitCodes.clean;
}

function diagnosisText(
  { file, run, episode, facts, diagnosis, skippedLines }: Diagnosed,
  style: Style,
  withFacts: boolean,
): string {
  const parts = [
    runHeading(file, run, episode, style),
    `  Primary failure: ${style.bold(diagnosis.primaryFailure)}${remark(diagnosis)}`,
  ];
  for (const finding of diagnosis.findings)
    parts.push(indented(findingText(finding, episode, { ...style, width: style.width - 2 }, false), "  "));
  if (skippedLines > 0)
    parts.push(style.dim(`  ${skippedLines} lines of the file hold no record and were passed over.`));
  if (withFacts) parts.push(indented(factsText(facts), "  "));
  return parts.join("\n");
}

function remark({ primary, findings }: Diagnosis): string {
  if (primary !== null) return "";
  return findings.length === 0 ? ", and nothing else was found" : ", what else was found is minor";
}
