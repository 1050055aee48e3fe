import { MulliganError } from "@mulligan/core";
import { wellFormed } from "./text.js";

const shown = 60;

function excerpt(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  // Well-formed: a cut through a surrogate pair would not survive being written out.
  const cut = line.length > shown ? `${line.slice(0, shown)}…` : line;
  return JSON.stringify(wellFormed(cut));
}

export function emptyFileError(): MulliganError {
  return new MulliganError(
    "empty-file",
    "The file is empty: there is no run to read. Record the run again, or leave the file out.",
  );
}

export function notJsonError(text: string): MulliganError {
  return new MulliganError(
    "not-json",
    `The file is neither JSON nor JSON Lines: it starts with ${excerpt(text)}. Pass the run as the agent recorded it, not a rendering of it.`,
  );
}

export function cutJsonError(text: string): MulliganError {
  const end = text.trimEnd().slice(-shown);
  return new MulliganError(
    "cut-json",
    `The JSON document stops in the middle, after ${text.length} characters: it ends with ${excerpt(end.replaceAll("\n", " "))}. Copy or download the file again.`,
  );
}

export interface NearestFormat {
  readonly name: string;
  readonly missing: readonly string[];
}

export function unknownFormatError(tried: readonly string[], nearest: NearestFormat | undefined): MulliganError {
  const closest =
    nearest === undefined
      ? "It has no mark of any of them."
      : `The nearest is ${nearest.name}; for that it lacks ${nearest.missing.join(", and ")}.`;
  return new MulliganError(
    "unknown-format",
    `The file is JSON, but not a run in a known format. ${closest} Tried: ${tried.join(", ")}.`,
  );
}

export function unknownFormatNameError(name: string, known: readonly string[]): MulliganError {
  return new MulliganError("unknown-format-name", `There is no format called "${name}". Known: ${known.join(", ")}.`);
}

export function noStepsError(format: string, detail: string | undefined): MulliganError {
  const why = detail === undefined ? "" : ` The run ended with ${excerpt(detail)}.`;
  return new MulliganError(
    "no-steps",
    `The ${format} file holds no tool call and no command: there is no run to diagnose.${why}`,
  );
}

export function sidecarError(kind: string): MulliganError {
  return new MulliganError(
    "sidecar-file",
    `The file is an outcome (${kind}), not a run. Pass the run itself, and this file as its outcome.`,
  );
}

export function unreadableRunError(format: string, cause: unknown): MulliganError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MulliganError("unreadable-run", `The ${format} file could not be read: ${reason}.`, { cause });
}

export function binaryFileError(): MulliganError {
  return new MulliganError(
    "binary-file",
    "The file is binary and not a zip archive of a known kind. Pass JSON, JSON Lines, or an Inspect .eval file.",
  );
}

export function brokenArchiveError(reason: string): MulliganError {
  return new MulliganError(
    "broken-archive",
    `The zip archive could not be read: ${reason}. Convert the log to JSON and pass that.`,
  );
}

export function unreadableEntryError(name: string, problem: string): MulliganError {
  return new MulliganError(
    "unreadable-entry",
    `${name} in the zip archive ${problem}. Convert the log to JSON and pass that.`,
  );
}

export function badOutcomesError(place: string, problem: string): MulliganError {
  return new MulliganError(
    "bad-outcomes",
    `The outcomes file is wrong at ${place}: ${problem}. An entry has \`file\`, \`episode_id\` or \`instance_id\`, and \`outcome\` ("passed", "failed", "unknown"), \`score\` or \`resolved\`.`,
  );
}

export function tooLargeError(bytes: number): MulliganError {
  return new MulliganError(
    "too-large",
    `The file has ${bytes} bytes, more than fit into one string. Read it line by line with createLineReader().`,
  );
}
