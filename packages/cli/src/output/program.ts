import type { Io } from "../io.js";

/** How the command line is started here: a checkout has no `mulligan` on the path, and says what it has instead. */
export function programOf({ environment }: Pick<Io, "environment">): string {
  return environment["MULLIGAN_PROGRAM"] ?? "mulligan";
}

/** A text whose commands in backticks can be typed here. */
export function typedHere(text: string, io: Pick<Io, "environment">): string {
  return text.replaceAll("`mulligan ", `\`${programOf(io)} `);
}
