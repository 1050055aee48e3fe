import { isMulliganError } from "@mulligan/core";
import type { RecordedRun } from "../src/recorded-run.js";
import { recordText } from "../src/record-text.js";

export function lines(...records: readonly unknown[]): string {
  return `${records.map((record) => JSON.stringify(record)).join("\n")}\n`;
}

/** The only run of a text, and the name of its format. */
export function readOne(text: string): RecordedRun & { readonly found: string } {
  const { runs, format } = recordText(text);
  if (runs.length !== 1) throw new Error(`expected one run, got ${runs.length}`);
  return { ...(runs[0] as RecordedRun), found: format };
}

export function thrownBy(action: () => unknown): { readonly code: string; readonly message: string } {
  try {
    action();
  } catch (error) {
    if (isMulliganError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("nothing was thrown");
}
