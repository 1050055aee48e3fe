import type { Io } from "../io.js";

/** How the command line is started here: a checkout has no `mulligan` on the path, and says what it has instead. */
export function programOf({ environment }: Pick<Io, "environment">): string {
  return environment["MULLIGAN_PROGRAM"] ?? "mulligan";
}
