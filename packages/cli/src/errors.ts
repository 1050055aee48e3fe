import { MulliganError } from "@mulligan/core";

export function usageError(command: string, problem: string): MulliganError {
  return new MulliganError("usage", `${problem} \`mulligan help ${command}\` shows the options.`);
}

export function runNotThereError(command: string, run: number, file: string): MulliganError {
  return usageError(command, `--run ${run}: ${file} holds no such run.`);
}

export function severalAddonsError(file: string): MulliganError {
  return usageError(
    "plan",
    `--addon gives the addon of one run, and ${file} holds several: name one file, or --run N.`,
  );
}

export function stepMissingError(file: string): MulliganError {
  return usageError(
    "explain",
    `${file} is no failure type but a file: add --step N to see one of its steps (\`mulligan read ${file}\` lists them).`,
  );
}

export function outcomesUnusedNote(shown: string): string {
  return `--outcomes ${shown}: no entry belongs to any of the runs read. An entry names its run by file, episode_id or instance_id.`;
}

// What is wrong with a file stands behind the file's name wherever it is shown.

export function inputNotFoundError(): MulliganError {
  return new MulliganError("input-not-found", "There is no such file or folder.");
}

export function inputUnreadableError(reason: string): MulliganError {
  return new MulliganError("input-unreadable", `It could not be read (${reason}).`);
}

export function brokenGzipError(reason: string): MulliganError {
  return new MulliganError("broken-gzip", `The gzip data is broken (${reason}). Compress or download the file again.`);
}

export function zstandardMissingError(version: string): MulliganError {
  return new MulliganError(
    "zstandard-missing",
    `The archive is compressed with Zstandard, which Node ${version} cannot unpack. Run mulligan with Node 22.15, 23.8 or newer, or convert the log to JSON.`,
  );
}

export function inputTooLargeError(limit: number): MulliganError {
  return new MulliganError(
    "too-large",
    `The input is one JSON document of more than ${limit / 1_000_000} MB. Only JSON Lines are read at any size: write one run a line.`,
  );
}

export function noRunsError(): MulliganError {
  return new MulliganError(
    "no-runs",
    "The folder holds no recorded run (*.json, *.jsonl, *.ndjson, *.traj, *.eval, also with .gz).",
  );
}

export function noLabelsError(folder: string): MulliganError {
  return new MulliganError(
    "no-labels",
    `${folder} holds no labels. A label is a JSON file with run, file, outcome, steps, primary, findings and, if wanted, facts.`,
  );
}

export function reportUnknownError(path: string): MulliganError {
  return new MulliganError(
    "unknown-report",
    `--report ${path}: this is no evaluator's report that is known (SWE-bench report or results, Harbor, Terminal-Bench, CTRF, JUnit XML, a number).`,
  );
}

export function configNotFoundError(path: string): MulliganError {
  return new MulliganError("config-not-found", `--config ${path}: there is no such file.`);
}

export interface LoadFailure {
  readonly reason: string;
  /** Line of the file, where the error tells it. */
  readonly line: number | null;
  /** npm name of a package that the file imports and that is not installed. */
  readonly missingPackage: string | null;
}

export function configFailedError(path: string, { reason, line, missingPackage }: LoadFailure): MulliganError {
  const place = line === null ? path : `${path}:${line}`;
  const remedy =
    missingPackage === null
      ? "Correct it, or pass --no-config to go on with the built-in packs."
      : `Install the package beside it: npm install --save-dev ${missingPackage}`;
  return new MulliganError("config-failed", `${place} could not be loaded: ${reason}. ${remedy}`);
}

export function configShapeError(path: string, problems: readonly string[]): MulliganError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new MulliganError(
    "config-shape",
    `${count} with ${path}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
  );
}

/** The registry refuses what the configuration asks for; its own error says why. */
export function configRejectedError(path: string, cause: MulliganError): MulliganError {
  return new MulliganError(cause.code, `${path}: ${cause.message}`, { cause });
}

export function packNotFoundError(path: string, name: string): MulliganError {
  const packageName = name.split("/", name.startsWith("@") ? 2 : 1).join("/");
  return new MulliganError(
    "pack-not-found",
    /^[./]/.test(name)
      ? `${path}: there is no pack at "${name}", seen from this file.`
      : `${path}: the pack "${name}" is not to be found from here. Install it beside this file: npm install --save-dev ${packageName}`,
  );
}

export function packFailedError(path: string, name: string, { reason, missingPackage }: LoadFailure): MulliganError {
  const remedy =
    missingPackage === null
      ? "Ask its author, or take it out of packs."
      : `Install the package that it needs: npm install --save-dev ${missingPackage}`;
  return new MulliganError("pack-failed", `${path}: the pack "${name}" could not be loaded: ${reason}. ${remedy}`);
}

export function packShapeError(path: string, name: string, exports: readonly string[]): MulliganError {
  return new MulliganError(
    "pack-shape",
    `${path}: the package "${name}" exports no template pack (a default export made with defineTemplatePack). It exports: ${exports.join(", ") || "nothing"}.`,
  );
}

export function packsUnclearError(path: string, name: string, exports: readonly string[]): MulliganError {
  return new MulliganError(
    "pack-shape",
    `${path}: the package "${name}" exports several template packs (${exports.join(", ")}) and none as its default. Import the one you mean and put it into packs.`,
  );
}

export function tokenizerNotFoundError(name: string): MulliganError {
  return new MulliganError(
    "tokenizer-not-found",
    `--tokenizer ${name}: there is no such package here. Install it (npm install --save-dev ${name.split("/", name.startsWith("@") ? 2 : 1).join("/")}), or leave the option out for an estimate.`,
  );
}

export function tokenizerFailedError(name: string, { reason }: LoadFailure): MulliganError {
  return new MulliganError("tokenizer-failed", `--tokenizer ${name} could not be loaded: ${reason}.`);
}

export function tokenizerShapeError(name: string, exports: readonly string[]): MulliganError {
  return new MulliganError(
    "tokenizer-shape",
    `--tokenizer ${name} exports none of countTokens, encode and getEncoding. It exports: ${exports.join(", ") || "nothing"}.`,
  );
}

export function earlierUnreadableError(file: string, reason: string): MulliganError {
  return usageError("plan", `--earlier ${file}: ${reason}`);
}

export function appendFailedError(file: string, reason: string): MulliganError {
  return new MulliganError("append-failed", `--append ${file}: it could not be written (${reason}).`);
}

export function lessonsFailedError(file: string, reason: string): MulliganError {
  return new MulliganError(
    "lessons-failed",
    `${file}: the repository's lessons could not be read or written (${reason}).`,
  );
}

export function lessonUnknownError(id: string): MulliganError {
  return usageError("lessons", `There is no lesson "${id}" in this repository; \`mulligan lessons --all\` lists them.`);
}

export function lessonUnclearError(id: string, candidates: readonly string[]): MulliganError {
  return usageError("lessons", `"${id}" may be ${candidates.join(" or ")}: write more of the id.`);
}

export function planDocumentError(file: string, problem: string): MulliganError {
  return usageError("lessons", `--from-plan ${file}: ${problem} Write it with \`mulligan plan RUN --json\`.`);
}

export function watchedTooLargeError(limit: number): MulliganError {
  return new MulliganError(
    "watched-too-large",
    `The session has more than ${limit / 1_000_000} MB and is not followed; \`mulligan diagnose\` reads it once it has ended.`,
  );
}

/** `member` is `it` for the document itself. */
export function settingsShapeError(member: string, expected: string): MulliganError {
  return new MulliganError("settings-shape", `${member} is not ${expected}, as the agent wants it`);
}

export function settingsLeftAloneError(file: string, reason: string): MulliganError {
  return new MulliganError(
    "settings-left-alone",
    `${file} was left as it is: ${reason}. Correct the file, and try again.`,
  );
}

export function settingsNotWrittenError(file: string, reason: string): MulliganError {
  return new MulliganError("settings-not-written", `${file} could not be written (${reason}); it is as it was.`);
}

export function notInstalledError(reason: string): MulliganError {
  return new MulliganError(
    "not-installed",
    `A hook needs a lasting path of mulligan, and ${reason}. Install it (npm install --global mulligan) and call it from there.`,
  );
}

export function configExistsError(file: string): MulliganError {
  return usageError("init", `${file} is there already. Add to it, or replace it with --force.`);
}

export function reportNotWrittenError(file: string, reason: string): MulliganError {
  return new MulliganError("report-not-written", `--out ${file}: it could not be written (${reason}).`);
}
