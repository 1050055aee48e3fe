// Mutation testing of the detectors: which faults in a rule do the tests see?
//   node scripts/mutation/run.mjs [PACK...] [--rule TYPE] [--sample N] [--seed N] [--survivors] [--write]
// --rule takes a failure type, or the name of a folder that several types share. --write puts the rows of the packs that were measured into the table of docs/mutation.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./bundler.mjs";
import { mutationOf } from "./equivalents.mjs";
import { mutatePackage } from "./mutate-package.mjs";
import { targets } from "./targets.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rule: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    survivors: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
if (values.write && (values.rule !== undefined || values.sample !== undefined))
  throw new Error("--write needs all mutants of a pack: leave --rule and --sample out.");

const rows = [];
for (const target of targets) {
  const name = target.name.replace("templates-", "");
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const choose = (mutants) => {
    const own = values.rule === undefined ? mutants : mutants.filter(({ file }) => ruleOf(file) === values.rule);
    return values.sample === undefined ? own : sampleOf(own, Number(values.sample));
  };
  const results = await mutatePackage(target, choose);
  for (const [rule, own] of groupsOf(results)) rows.push({ pack: name, rule, ...countsOf(own) });
  rows.push({ pack: name, rule: "all", ...countsOf(results) });
  if (!values.survivors) continue;
  for (const result of results) {
    const { status, file, line } = result;
    if (status !== "survived" && status !== "not reached") continue;
    console.log(`${target.name}/${file}:${line} ${status}: ${mutationOf(result)}`);
  }
}
const table = tableOf(rows);
console.log(table);
if (values.write) {
  const path = join(root, "docs/mutation.md");
  const text = readFileSync(path, "utf8");
  const tableThere = /(?<=<!-- table -->\n)[\s\S]*?(?=<!-- end -->)/;
  const kept = rowsIn(tableThere.exec(text)?.[0] ?? "").filter(({ pack }) => !rows.some((row) => row.pack === pack));
  const all = [...kept, ...rows].sort((one, other) => (one.pack < other.pack ? -1 : one.pack > other.pack ? 1 : 0));
  writeFileSync(
    path,
    text.replace(tableThere, () => `\n${tableOf(all)}\n\n`),
  );
}

/** What an earlier call measured of other packs. */
function rowsIn(written) {
  return written.split("\n").flatMap((line) => {
    const [pack, rule, ...counts] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [mutants, killed, survived, unreached, equivalent] = counts.map(Number);
    return Number.isInteger(mutants) ? [{ pack, rule, mutants, killed, survived, unreached, equivalent }] : [];
  });
}

/** The failure type; what several types share stands under its folder's name. */
function ruleOf(file) {
  const folder = file.split("/")[1];
  return ["evidence", "shared", "conformance"].includes(folder) ? folder : folder.replaceAll("-", "_").toUpperCase();
}

function groupsOf(results) {
  const groups = new Map();
  for (const result of results) {
    const rule = ruleOf(result.file);
    groups.set(rule, [...(groups.get(rule) ?? []), result]);
  }
  return groups;
}

function countsOf(results) {
  const count = (status) => results.filter((result) => result.status === status).length;
  const killed = count("killed") + count("timed out");
  const [survived, unreached, equivalent] = ["survived", "not reached", "judged equivalent"].map(count);
  return { mutants: results.length, killed, survived, unreached, equivalent };
}

function tableOf(all) {
  const cells = all.map(({ pack, rule, mutants, killed, survived, unreached, equivalent }) => [
    pack,
    rule,
    ...[mutants, killed, survived, unreached, equivalent].map(String),
    share(killed, mutants),
    share(killed, mutants - equivalent),
  ]);
  const head = [
    "pack",
    "rule",
    "mutants",
    "killed",
    "survived",
    "not reached",
    "equivalent",
    "killed of all",
    "of others",
  ];
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

function share(part, whole) {
  return `${whole === 0 ? "-" : ((100 * part) / whole).toFixed(1)} %`;
}
