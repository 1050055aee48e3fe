// How often each failure type is found on failed and on passed runs: reads the JSON lines of `diagnose --jsonl` from standard
// input and prints a Markdown table.
//
//   npm run -s mulligan -- diagnose --jsonl runs/ --outcomes outcomes.json | node scripts/outcome-rates.mjs
//
// A severity is that before the rule for passed runs, which makes most findings minor there.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const serious = new Set(["critical", "major"]);

/** The rows of the table, the most telling first; `runs` are the parsed lines, those without a verdict are left out. */
export function outcomeRates(runs) {
  const judged = { passed: 0, failed: 0 };
  const types = new Map();
  for (const { outcome, findings } of runs) {
    if (!(outcome in judged)) continue;
    judged[outcome] += 1;
    for (const { type, base_severity: severity } of findings) {
      const row = types.get(type) ?? { type, serious: sides(), any: sides() };
      types.set(type, row);
      row.any[outcome].add(judged.passed + judged.failed);
      if (serious.has(severity)) row.serious[outcome].add(judged.passed + judged.failed);
    }
  }
  const rows = [...types.values()].map(({ type, serious: grave, any }) => ({
    type,
    serious: share(grave, judged),
    any: share(any, judged),
  }));
  rows.sort(
    (left, right) =>
      right.serious.failed.runs - left.serious.failed.runs ||
      right.any.failed.runs - left.any.failed.runs ||
      (left.type < right.type ? -1 : 1),
  );
  return { ...judged, rows };
}

function sides() {
  return { passed: new Set(), failed: new Set() };
}

function share(found, judged) {
  const failed = { runs: found.failed.size, of: judged.failed };
  const passed = { runs: found.passed.size, of: judged.passed };
  const [rateFailed, ratePassed] = [failed, passed].map(({ runs, of }) => (of === 0 ? 0 : runs / of));
  return { failed, passed, lift: ratePassed === 0 ? null : rateFailed / ratePassed };
}

export function ratesTable({ passed, failed, rows }) {
  const header = [
    `${failed} failed and ${passed} passed runs.`,
    "",
    "| type | critical or major: failed | passed | lift | any severity: failed | passed | lift |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ];
  return [
    ...header,
    ...rows.map(({ type, serious: grave, any }) => `| ${[type, ...cells(grave), ...cells(any)].join(" | ")} |`),
  ].join("\n");
}

function cells({ failed, passed, lift }) {
  if (failed.runs + passed.runs === 0) return ["-", "-", "-"];
  return [percent(failed), percent(passed), lift === null ? "only failed" : lift.toFixed(1)];
}

function percent({ runs, of }) {
  return of === 0 ? "-" : `${Math.round((100 * runs) / of)} % (${runs})`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lines = readFileSync(0, "utf8").split("\n");
  const runs = lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line));
  console.log(ratesTable(outcomeRates(runs)));
}
