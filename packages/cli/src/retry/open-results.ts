import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { openLedger } from "@mulligan/retry/ledger";
import type { Ledger } from "@mulligan/retry/ledger";
import { usageError } from "../errors.js";
import type { Io } from "../io.js";

/** The ledger of a folder of results, or the ledger itself. */
export async function openResults(command: string, shown: string, io: Io): Promise<Ledger> {
  const given = resolve(io.cwd, shown);
  const path = existsSync(given) && statSync(given).isDirectory() ? join(given, "ledger.db") : given;
  if (!existsSync(path)) throw usageError(command, `${shown} holds no ledger (ledger.db).`);
  return openLedger(path, { importModule: (name) => io.importModule(name) });
}
