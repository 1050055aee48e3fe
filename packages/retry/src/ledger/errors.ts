import { MulliganError } from "@mulligan/core";

export function ledgerLibraryError(version: string, cause: unknown): MulliganError {
  const reason = cause instanceof Error ? ` (${cause.message.split("\n", 1)[0]})` : "";
  return new MulliganError(
    "ledger-library",
    `Node ${version} has no SQLite, and the package libsql could not be loaded${reason}. Use Node 22.13 or newer, or install libsql.`,
    { cause },
  );
}

export function ledgerNewerError(path: string, found: number, known: number): MulliganError {
  return new MulliganError(
    "ledger-newer",
    `The ledger ${path} was written by a newer version (its schema is ${found}, this version knows ${known}). Update mulligan, or use another ledger.`,
  );
}

export function ledgerFailedError(path: string, cause: unknown): MulliganError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MulliganError(
    "ledger-failed",
    `The ledger ${path} could not be read or written (${reason}). What it has recorded is kept: see to its disk, and start again.`,
    { cause },
  );
}

export function ledgerUnreadableError(path: string, cause: unknown): MulliganError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MulliganError(
    "ledger-unreadable",
    `The ledger ${path} could not be opened (${reason}). Name a file that can be written, or one that mulligan made.`,
    { cause },
  );
}
