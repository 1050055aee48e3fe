import { MulliganError } from "@mulligan/core";

export function invalidSourcesError(directory: string, problems: readonly string[]): MulliganError {
  const head = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new MulliganError(
    "invalid-sources",
    `${head} in ${directory}; nothing was written:\n\n${problems.join("\n\n")}`,
  );
}

export function missingSourcesError(directory: string): MulliganError {
  return new MulliganError(
    "missing-sources",
    `${directory} has no folder "src" with prompt files. Name the folder of a pack, the one that holds its package.json.`,
  );
}

export function usageError(problem: string): MulliganError {
  return new MulliganError("usage", `${problem}\n${usage}`);
}

export function unknownPlantingError(type: string, known: readonly string[]): MulliganError {
  return new MulliganError(
    "unknown-planting",
    `Nothing is known to plant for "${type}". Name one of ${known.join(", ")}.`,
  );
}

export const usage = `Usage: mulligan-pack compile [DIRECTORY] [--check]

Compiles the prompt files (.hbs) of the template pack in DIRECTORY (default: this folder) into
templates.gen.ts, partials.gen.ts and strategies.gen.ts. With --check nothing is written; files
that are out of date are named, and the exit code is 1.`;
