// Mutation testing of the detectors: which faults in a rule do the tests see?
//   node scripts/mutation/run.mjs [PACK...] [--sample N] [--seed N] [--survivors] [--write]
// --write puts the table into docs/mutation.md, for the packs that were measured.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./bundler.mjs";
import { mutatePackage } from "./mutate-package.mjs";
import { targets } from "./targets.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    survivors: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const rows = [];
for (const target of targets) {
  const name = target.name.replace("templates-", "");
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const choose = values.sample === undefined ? undefined : (mutants) => sampleOf(mutants, Number(values.sample));
  const results = await mutatePackage(target, choose);
  for (const [rule, own] of groupsOf(results)) rows.push({ pack: name, rule, ...countsOf(own) });
  rows.push({ pack: name, rule: "all", ...countsOf(results) });
  if (!values.survivors) continue;
  for (const { status, file, line, kind, original, replacement } of results) {
    if (status !== "survived" && status !== "not reached") continue;
    console.log(`${target.name}/${file}:${line} ${status}: ${kind}: ${oneLine(original)} => ${oneLine(replacement)}`);
  }
}
const table = tableOf(rows);
console.log(table);
if (values.write) {
  const path = join(root, "docs/mutation.md");
  const text = readFileSync(path, "utf8");
  writeFileSync(
    path,
    text.replace(/(?<=<!-- table -->\n)[\s\S]*?(?=<!-- end -->)/, () => `\n${table}\n\n`),
  );
}

/** By failure type; what several types share stands under its folder's name. */
function groupsOf(results) {
  const groups = new Map();
  for (const result of results) {
    const folder = result.file.split("/")[1];
    const rule = ["evidence", "shared", "conformance"].includes(folder)
      ? folder
      : folder.replaceAll("-", "_").toUpperCase();
    groups.set(rule, [...(groups.get(rule) ?? []), result]);
  }
  return groups;
}

function countsOf(results) {
  const count = (status) => results.filter((result) => result.status === status).length;
  const killed = count("killed") + count("timed out");
  const survived = count("survived");
  return { mutants: results.length, killed, survived, unreached: count("not reached") };
}

function tableOf(all) {
  const cells = all.map(({ pack, rule, mutants, killed, survived, unreached }) => [
    pack,
    rule,
    ...[mutants, killed, survived, unreached].map(String),
    `${mutants === 0 ? "-" : ((100 * killed) / mutants).toFixed(1)} %`,
  ]);
  const head = ["pack", "rule", "mutants", "killed", "survived", "not reached", "killed of all"];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column < 2 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...cells.map(line)].join("\n");
}

/** The same few for the same seed. */
function sampleOf(mutants, size) {
  let state = Number(values.seed) || 1;
  const rest = [...mutants];
  const chosen = [];
  while (chosen.length < size && rest.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    chosen.push(...rest.splice(state % rest.length, 1));
  }
  return chosen;
}

function oneLine(text) {
  const line = text.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
