import { unknownFormatError, unknownFormatNameError } from "./errors.js";
import type { NearestFormat } from "./errors.js";
import type { Format } from "./formats/format.js";
import { formats } from "./formats/index.js";
import type { Source } from "./source.js";

/** The first format of which the source has all marks; undefined when there is none. */
export function findFormat(source: Source): Format | undefined {
  return formats.find((format) => format.matches(source).missing.length === 0);
}

/**
 * The source's format.
 * Throws `unknown-format`, which names the nearest format and what the source lacks for it.
 */
export function detectFormat(source: Source): Format {
  let nearest: (NearestFormat & { readonly share: number }) | undefined;
  for (const format of formats) {
    const { met, missing } = format.matches(source);
    if (missing.length === 0) return format;
    const share = met / (met + missing.length);
    // Of equals the later: what generic formats lack is what a file without marks lacks.
    if (met > 0 && (nearest === undefined || share >= nearest.share)) nearest = { name: format.name, missing, share };
  }
  throw unknownFormatError(formatNames(), nearest);
}

/** Throws `unknown-format-name` for a name that no format has. */
export function formatNamed(name: string): Format {
  const format = formats.find((candidate) => candidate.name === name);
  if (format === undefined) throw unknownFormatNameError(name, formatNames());
  return format;
}

/** Names of all formats that can be read, in the order in which they are tried. */
export function formatNames(): readonly string[] {
  return [...new Set(formats.map(({ name }) => name))];
}
