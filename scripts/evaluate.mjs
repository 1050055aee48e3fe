// Holds the command line's facts and diagnoses against labelled runs: `pnpm evaluate [LABELS]`.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  evaluateFacts,
  evaluateFindings,
  factsReport,
  findingsReport,
  readLabel,
} from "../packages/evaluation/dist/index.js";

const root = join(import.meta.dirname, "..");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"))[0];
const folder = resolve(process.env.INIT_CWD ?? process.cwd(), wanted ?? join(root, "../shared/trajectories/labels"));
if (!existsSync(folder)) {
  console.error(`There is no folder of labels at ${folder}. Name one: pnpm evaluate LABELS`);
  process.exit(2);
}

const labels = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => readLabel(JSON.parse(readFileSync(join(folder, file), "utf8"))))
  .filter((label) => label !== null);
const runs = dirname(folder);
const bundle = join(root, "packages/cli/dist/mulligan.cjs");

function mulligan(...commandArguments) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bundle, ...commandArguments], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    cwd: root,
  });
  if (status === 2 || stdout === "") throw new Error(`mulligan ${commandArguments[0]} failed: ${stderr}`);
  return stdout;
}

const diagnoses = new Map();
for (const outcome of ["passed", "failed", "unknown"]) {
  const files = labels.filter((label) => label.outcome === outcome).map((label) => join(runs, label.file));
  if (files.length === 0) continue;
  const lines = mulligan("diagnose", "--jsonl", "--facts", "--outcome", outcome, ...files)
    .trim()
    .split("\n");
  for (const line of lines) {
    const diagnosis = JSON.parse(line);
    diagnoses.set(resolve(diagnosis.file), diagnosis);
  }
}
const judged = labels.map((label) => ({ label, diagnosis: diagnoses.get(resolve(runs, label.file)) }));
for (const { label, diagnosis } of judged) {
  if (diagnosis?.error !== undefined || diagnosis === undefined) {
    console.error(`${label.run}: ${label.file} could not be read: ${diagnosis?.error?.message ?? "no line"}`);
    process.exitCode = 3;
  } else if (diagnosis.steps !== label.steps) {
    console.error(`${label.run}: ${diagnosis.steps} steps read, ${label.steps} labelled`);
  }
}
const read = judged.filter(({ diagnosis }) => diagnosis !== undefined && diagnosis.error === undefined);
const known = new Set(JSON.parse(mulligan("packs", "--json")).strategies.map(({ type }) => type));
const facts = evaluateFacts(
  read
    .filter(({ label }) => label.facts !== null)
    .map(({ label, diagnosis }) => ({ run: label.run, labelled: label.facts, found: diagnosis.facts })),
);
const findings = evaluateFindings(read, known);
if (process.argv.includes("--json")) console.log(JSON.stringify({ facts, findings }, null, 2));
else console.log(`# Facts\n\n${factsReport(facts)}\n\n# Findings\n\n${findingsReport(findings)}`);
