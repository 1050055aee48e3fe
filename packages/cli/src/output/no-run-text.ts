import type { UnreadableInput } from "../input/read-runs.js";

const reasons: Readonly<Record<string, string>> = {
  "sidecar-file": "a sidecar with the outcome of a run",
  "empty-file": "empty",
  "not-json": "no JSON",
  "cut-json": "broken, the JSON stops in the middle",
  "broken-gzip": "broken, damaged gzip data",
  "broken-archive": "broken, a damaged zip archive",
  "binary-file": "unknown format, binary",
  "unknown-format": "unknown format",
  "no-steps": "no tool call and no command",
};

/** Why a file holds no run, in few words; where it could not be read at all, what went wrong. */
export function noRunText({ error: { code, message } }: UnreadableInput): string {
  const reason = reasons[code];
  return reason === undefined ? message : `no run (${reason})`;
}
