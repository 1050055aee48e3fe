import type { ErrorSignature, Facts } from "@mulligan/core";

/** Errors that speak of the machine rather than of the code. */
const machine =
  /^(?:ConnectionError|ConnectionRefusedError|ConnectionResetError|TimeoutError|PermissionError|OSError|URLError|SSLError|gaierror|OperationalError|ECONNREFUSED|EACCES|ENOSPC|MemoryError|VersionConflict|DistributionNotFound|PackageNotFoundError)$/;

/** A missing dependency, service or permission; a module of the repository itself is none of these. */
export function ofEnvironment(error: ErrorSignature | undefined, files: Facts["files"]): boolean {
  if (error === undefined) return false;
  if (machine.test(error.name)) return true;
  const module = /No module named '?([\w.]+)|Cannot find (?:module|package) '([^'./][^']*)'/.exec(error.message);
  if (module === null) return false;
  const top = (module[1] ?? module[2] ?? "").split(/[./]/, 1)[0] ?? "";
  for (const path of files.keys()) {
    if (path.split("/").some((part) => part === top || part.replace(/\.\w+$/, "") === top)) return false;
  }
  return true;
}
