import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { readBytes } from "@mulligan/readers";
import { labelExistsError, missingRunError, noTerminalError, noSuchRunError } from "../errors.js";
import { labelRun } from "./label-run.js";
import { Questions } from "./questions.js";
import type { Terminal } from "./questions.js";

export interface LabelOptions {
  /** Which run of the file, from 1. */
  readonly row?: number;
  /** The folder of the labels. */
  readonly folder: string;
}

/**
 * Asks a person about a recorded run and writes a label file; gives its path.
 *
 * @throws MulliganError `no-terminal`, `missing-run`, `no-such-run`, `label-exists`, and what the readers throw.
 */
export async function writeLabel(
  file: string,
  { row, folder }: LabelOptions,
  terminal: Terminal | null,
): Promise<string> {
  if (terminal === null) throw noTerminalError();
  if (!existsSync(file)) throw missingRunError(file);
  const run = `${basename(file).replace(/(?:\.traj)?\.[^.]*$/, "")}${row === undefined ? "" : `-${row}`}`;
  const path = join(folder, `${run}.json`);
  if (existsSync(path)) throw labelExistsError(path);
  const { episodes } = readBytes(readFileSync(file));
  const episode = episodes[(row ?? 1) - 1];
  if (episode === undefined) throw noSuchRunError(file, episodes.length, row ?? 1);
  const questions = new Questions(terminal);
  try {
    const shown = relative(dirname(resolve(folder)), resolve(file)).replaceAll("\\", "/");
    const label = await labelRun(episode, { run, file: shown, ...(row !== undefined && { row }) }, questions);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, `${JSON.stringify(label, null, 2)}\n`);
  } finally {
    questions.close();
  }
  return path;
}
