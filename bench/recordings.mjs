// Recordings to measure with: real ones where the folder is there, else made-up ones.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { longRun } from "./long-run.mjs";
import { sweAgentRun } from "./swe-agent-run.mjs";
import { toolRun } from "./tool-run.mjs";

const folder = join(import.meta.dirname, "../../shared/trajectories");
const shellHeavy = new Set(["mini-swe-agent", "swe-agent"]);

/** Where most of a format's calls are commands for a shell, there is more to find out than where tools are named. */
export const budgetOf = (format) => (shellHeavy.has(format) ? 1.5 : 0.7);

/** `{ name, format, text }` of all texts in the folder that hold a run, then a made-up run for each family without one. */
export function recordings(library) {
  const found = existsSync(folder) ? filesIn(folder).flatMap((file) => recordingOf(library, file)) : [];
  const known = new Set(found.map(({ format }) => format));
  const madeUp = { "claude-code": toolRun, "mini-swe-agent": longRun, "swe-agent": sweAgentRun };
  for (const [format, make] of Object.entries(madeUp)) {
    if (!known.has(format)) found.push({ name: `made-up ${format} run, 100 steps`, format, text: make(100) });
  }
  return found;
}

function filesIn(parent) {
  return readdirSync(parent)
    .sort()
    .flatMap((name) => {
      const path = join(parent, name);
      return statSync(path).isDirectory() ? filesIn(path) : [path];
    });
}

function recordingOf(library, file) {
  const text = readFileSync(file, "utf8");
  try {
    const { format } = library.recordText(text);
    return [{ name: file.slice(folder.length + 1), format, text }];
  } catch (error) {
    if (library.isMulliganError(error)) return [];
    throw error;
  }
}
