import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundler.mjs";

const list = JSON.parse(readFileSync(join(import.meta.dirname, "equivalent.json"), "utf8"));

/** What is done to the code, as `--survivors` prints it and the list of equivalent mutants quotes it. */
export function mutationOf({ kind, original, replacement }) {
  return `${kind}: ${oneLine(original)} => ${oneLine(replacement)}`;
}

/**
 * The mutants of a package of which someone read that no run can tell them from the sound rule, by id, with the entries
 * that say so. An entry belongs to a line of the code by the line's text, wherever it stands in the file.
 */
export function equivalentsOf(name, mutants) {
  const found = new Map();
  const sources = new Map();
  const entries = list.filter(({ file }) => file.startsWith(`${name}/`));
  for (const entry of entries) {
    const own = mutants.filter((mutant) => {
      if (`${name}/${mutant.file}` !== entry.file || mutationOf(mutant) !== entry.mutation) return false;
      if (!sources.has(entry.file))
        sources.set(entry.file, readFileSync(join(root, "packages", entry.file), "utf8").split("\n"));
      return sources.get(entry.file)[mutant.line - 1].trim() === entry.line;
    });
    if (own.length === 0)
      throw new Error(`equivalent.json lists what is no mutant of ${name}: ${JSON.stringify(entry)}`);
    for (const { id } of own) found.set(id, entry);
  }
  return found;
}

/** Fails where a test does notice what the list calls unnoticeable. */
export function refuseKilled(equivalents, results) {
  for (const entry of new Set(equivalents.values())) {
    const own = results.filter(({ id }) => equivalents.get(id) === entry);
    if (own.length > 0 && own.every(({ killedBy }) => killedBy !== undefined && killedBy !== null))
      throw new Error(
        `A test notices what equivalent.json calls equivalent: ${JSON.stringify(entry)}: ${own[0].killedBy}`,
      );
  }
}

function oneLine(text) {
  const line = text.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
