import type { Origin } from "@mulligan/core";

/** A parsed file, before its format is known. */
export interface Source {
  /** `json`: the text is one JSON value; `lines`: a JSON value a line. */
  readonly form: "json" | "lines";
  /** The value of a `json` source; undefined for lines. */
  readonly value: unknown;
  /** The lines; of a JSON value the items of its list, else the value alone. */
  readonly records: readonly SourceRecord[];
  /** Lines, or files of an archive, that hold no JSON object and were passed over. */
  readonly skippedLines: number;
}

export interface SourceRecord {
  readonly origin: Origin;
  readonly value: unknown;
}

export function jsonSource(value: unknown, origin: Origin = { line: 1 }): Source {
  const records = Array.isArray(value)
    ? value.map((item, index) => ({ origin: { index }, value: item as unknown }))
    : [{ origin, value }];
  return { form: "json", value, records, skippedLines: 0 };
}

export function linesSource(records: readonly SourceRecord[], skippedLines: number): Source {
  return { form: "lines", value: undefined, records, skippedLines };
}
