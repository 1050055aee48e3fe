import { MulliganError } from "@mulligan/core";

export function usageError(command: string, problem: string): MulliganError {
  return new MulliganError("usage", `${problem} \`mulligan help ${command}\` shows the options.`);
}

export function inputNotFoundError(path: string): MulliganError {
  return new MulliganError("input-not-found", `there is no file or folder ${path}.`);
}

export function inputUnreadableError(path: string, reason: string): MulliganError {
  return new MulliganError("input-unreadable", `${path}: ${reason}`);
}

export function noRunsError(folder: string): MulliganError {
  return new MulliganError(
    "no-runs",
    `${folder} holds no recorded run (*.json, *.jsonl, *.traj, *.eval, also with .gz).`,
  );
}

export function sidecarUnknownError(path: string): MulliganError {
  return new MulliganError(
    "unknown-report",
    `--report ${path}: this is no evaluator's report that is known (SWE-bench report or results, Harbor, Terminal-Bench, CTRF, JUnit XML, a number).`,
  );
}

export function configNotFoundError(path: string): MulliganError {
  return new MulliganError("config-not-found", `--config ${path}: there is no such file.`);
}

export function configFailedError(path: string, reason: string): MulliganError {
  return new MulliganError("config-failed", `${path} could not be loaded: ${reason}`);
}

export function configShapeError(path: string, problem: string): MulliganError {
  return new MulliganError(
    "config-shape",
    `${path}: ${problem}. It has to export, as its default, defineConfig({ packs: [...], strategies?: {...}, overrides?: {...} }).`,
  );
}

export function packNotFoundError(path: string, name: string, reason: string): MulliganError {
  return new MulliganError(
    "pack-not-found",
    `${path}: the pack "${name}" could not be loaded: ${reason}. Install it beside the configuration: npm install --save-dev ${name}`,
  );
}

export function packShapeError(path: string, name: string, exports: readonly string[]): MulliganError {
  return new MulliganError(
    "pack-shape",
    `${path}: the package "${name}" exports no template pack (a default export made with defineTemplatePack). It exports: ${exports.join(", ") || "nothing"}.`,
  );
}
