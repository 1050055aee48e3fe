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

export function weakTestError(type: string, problems: readonly string[]): MulliganError {
  return new MulliganError("weak-test", `The tests of ${type} are not accepted:\n${listed(problems)}`);
}

export function missedError(type: string, name: string, notes: readonly string[]): MulliganError {
  const more = notes.length === 0 ? "" : `:\n${listed(notes)}`;
  return new MulliganError("missed", `${type} was not found in the run "${name}"${more || "."}`);
}

export function otherFindingError(type: string, name: string, found: readonly string[]): MulliganError {
  return new MulliganError(
    "other-finding",
    `${type} was found in the run "${name}", but not as expected:\n${listed(found)}`,
  );
}

export function raisedError(type: string, name: string, found: readonly string[]): MulliganError {
  return new MulliganError("raised", `${type} has to ignore the run "${name}":\n${listed(found)}`);
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}

/** The first line says what is wrong, the second what to do; `mulligan-pack check` shows them apart. */
export function notBuiltError(entry: string): MulliganError {
  return new MulliganError("not-built", `${entry} is missing\nBuild the pack first: npm run build.`);
}

export function notImportedError(entry: string, cause: unknown): MulliganError {
  const [reason = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
  const problem = `${entry} cannot be imported: ${reason.replace(/ imported from .*$/, "")}`;
  return new MulliganError("not-imported", `${problem}\nInstall what it imports, or mend it, and build again.`, {
    cause,
  });
}

export function notAPackError(entry: string, names: readonly string[]): MulliganError {
  const found = names.length === 0 ? "nothing" : names.join(", ");
  return new MulliganError(
    "not-a-pack",
    `${entry} exports no pack, found ${found}\nWrite \`export default defineTemplatePack({ meta, strategies })\`.`,
  );
}

export function missingExampleError(type: string, folder: string): MulliganError {
  return new MulliganError(
    "missing-example",
    `${type} has no golden file in ${folder}\nTest it with testStrategy of @mulligan/pack-kit/vitest, which writes one for every case.`,
  );
}

export function unmarkedPageError(path: string): MulliganError {
  return new MulliganError(
    "unmarked-page",
    `the marks of the generated part do not stand once each in ${path}\nRemove both; \`mulligan-pack docs\` then adds the part at the end.`,
  );
}

export function notPackedError(reason: string): MulliganError {
  return new MulliganError(
    "not-packed",
    `npm cannot pack it: ${reason.split("\n")[0]}\nSee what \`npm pack --dry-run\` says.`,
  );
}

export function noLabelsError(folder: string, unread: readonly string[]): MulliganError {
  const found =
    unread.length === 0
      ? `${folder} holds no label. Name a folder of label files; \`mulligan-pack label RUN\` writes one.`
      : `None of the labelled runs can be read. Name their folder with --runs.\n${listed(unread)}`;
  return new MulliganError("no-labels", found);
}

export function noTerminalError(): MulliganError {
  return new MulliganError("no-terminal", "label asks questions; start it in a terminal.");
}

export function missingRunError(file: string): MulliganError {
  return new MulliganError("missing-run", `${file} does not exist. Name the file of a recorded run.`);
}

export function noSuchRunError(file: string, count: number, row: number): MulliganError {
  const held = count === 1 ? "1 run" : `${count} runs`;
  return new MulliganError("no-such-run", `${file} holds ${held}, and --row is ${row}. Name one of them, from 1.`);
}

export function labelExistsError(path: string): MulliganError {
  return new MulliganError("label-exists", `${path} exists already. Remove it, or name another folder with --out.`);
}

export const usage = `Usage: mulligan-pack COMMAND [ARGUMENT] [OPTIONS]

  compile [DIRECTORY] [--check]   turns the prompt files (.hbs) of the pack in DIRECTORY (default: this
                                  folder) into templates.gen.ts, partials.gen.ts and strategies.gen.ts
  docs [DIRECTORY] [--check]      writes docs/TYPE.md for every failure type and the table of README.md;
                                  needs the built pack and its golden files
  check [DIRECTORY]               says all that stands in the way of publishing the built pack
  evaluate LABELS [--pack DIRECTORY] [--runs FOLDER] [--min-precision 0.95]
                                  holds what the built pack finds in labelled runs against the labels
  label RUN [--row N] [--out FOLDER]
                                  goes through a recorded run with you and writes a label file (default
                                  folder: labels)

With --check nothing is written; files that are out of date are named.
Exit codes: 0 all is well, 1 problems, files out of date, or precision too low, 2 wrong usage.`;
