import { MulliganError } from "@mulligan/core";

export function usageError(problem: string): MulliganError {
  return new MulliganError("usage", `${problem}\n\n${usage}`);
}

export function invalidAnswersError(problems: readonly string[]): MulliganError {
  return new MulliganError("usage", problems.join("\n"));
}

export function folderInUseError(directory: string): MulliganError {
  return new MulliganError(
    "folder-in-use",
    `${directory} holds files already, and nothing is overwritten. Name another folder with --directory.`,
  );
}

export const usage = `Usage: npm create mulligan-pack [-- OPTIONS]

  --name NAME          what the pack is about, as in migrations
  --scope @SCOPE       npm scope of the package; without it there is none
  --namespace NAME     prefix of the ids, as in acme-migrations (default: scope and name)
  --type TYPE          first failure type, as in MISSING_MIGRATION
  --licence NAME       an SPDX name (default: MIT)
  --directory FOLDER   where to write (default: the package's name; with --local: mulligan)
  --local              no package: a strategy of this project, for its mulligan.config.ts
  --yes                ask nothing, take the defaults

What is not given is asked for, where a terminal is at hand.`;
