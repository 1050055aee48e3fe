import type { Diagnosis } from "@mulligan/core";
import { configOptions, inputOptions, isOn, outputOptions, parse } from "../arguments.js";
import type { Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { diagnosisDocument } from "../output/diagnosis-document.js";
import { factsText } from "../output/facts-text.js";
import { FindingsTable } from "../output/findings-table.js";
import { findingText } from "../output/finding-text.js";
import { JsonList } from "../output/json-documents.js";
import { runHeading } from "../output/run-heading.js";
import { styleOf } from "../output/style.js";
import type { Style } from "../output/style.js";
import { Summary } from "../output/summary-text.js";
import { indented, skippedLinesNote } from "../output/text.js";
import { undecided } from "../output/unknown-outcome.js";
import { diagnosed, reading, reportDiagnostics } from "./diagnosed.js";
import type { Diagnosed } from "./diagnosed.js";
import { failOn } from "./fail-on.js";

const options: Options = {
  ...inputOptions,
  ...configOptions,
  ...outputOptions,
  jsonl: { type: "boolean" },
  table: { type: "boolean" },
  facts: { type: "boolean" },
  "fail-on": { type: "string" },
};

export async function diagnoseCommand(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("diagnose", commandArguments, options);
  if (parsed.positionals.length === 0) {
    throw usageError("diagnose", "Name at least one recorded run, a folder, or - for standard input.");
  }
  const jsonLines = isOn(parsed, "jsonl");
  const json = isOn(parsed, "json");
  const table = isOn(parsed, "table") ? new FindingsTable() : null;
  const asked = ["json", "jsonl", "table"].filter((name) => isOn(parsed, name)).map((name) => `--${name}`);
  if (asked.length > 1) throw usageError("diagnose", `${asked.join(" and ")} exclude each other.`);
  const reaches = failOn("diagnose", parsed);
  const outcome = outcomeSource("diagnose", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  const style = styleOf(parsed, io);
  const withFacts = isOn(parsed, "facts");
  if (withFacts && table !== null) throw usageError("diagnose", "--facts does not go with --table.");

  const documents = new JsonList(io);
  const summary = new Summary();
  let read = 0;
  let failed = false;
  for await (const entry of readRuns(parsed.positionals, reading(parsed, outcome, registry, io), (run) =>
    diagnosed(run, registry),
  )) {
    if (isUnreadable(entry)) {
      if (jsonLines) io.out(`${JSON.stringify(entry)}\n`);
      else if (json) documents.add(entry);
      else io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    read += 1;
    failed ||= reaches(entry.diagnosis);
    if (jsonLines) {
      io.out(`${JSON.stringify(diagnosisDocument(entry, withFacts))}\n`);
    } else if (json) {
      documents.add(diagnosisDocument(entry, withFacts));
    } else if (table !== null) {
      summary.add(entry);
      table.add(entry);
    } else {
      summary.add(entry);
      io.out(`${read > 1 ? "\n" : ""}${diagnosisText(entry, style, withFacts)}\n`);
    }
    reportDiagnostics(entry, parsed, io);
  }
  if (table !== null && read > 0) io.out(`${table.text(style)}\n`);
  if (json) documents.end("[]\n");
  else if (!jsonLines && read > 1) io.out(`\n${summary.text(style)}\n`);
  if (read === 0) return exitCodes.unreadable;
  return failed ? exitCodes.findings : exitCodes.clean;
}

function diagnosisText(input: Diagnosed, style: Style, withFacts: boolean): string {
  const { episode, facts, diagnosis, skippedLines } = input;
  const primary = undecided(input)
    ? "No failure found, and the outcome is unknown"
    : `Primary failure: ${style.bold(diagnosis.primaryFailure)}`;
  const parts = [runHeading(input, style), `  ${primary}${remark(diagnosis)}`];
  const inner = { ...style, width: style.width - 2 };
  for (const finding of diagnosis.findings) parts.push(indented(findingText(finding, episode, inner, false), "  "));
  if (skippedLines > 0) parts.push(style.dim(`  ${skippedLinesNote(skippedLines)}`));
  if (withFacts) parts.push(indented(factsText(facts, inner), "  "));
  return parts.join("\n");
}

function remark({ primary, findings }: Diagnosis): string {
  if (primary !== null) return "";
  return findings.length === 0 ? "; nothing was found" : "; what was found is minor";
}
