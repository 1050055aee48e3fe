import type { Arguments } from "../arguments.js";
import { isOn } from "../arguments.js";
import type { Io } from "../io.js";

export interface Style {
  readonly width: number;
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: string, text: string): string;
}

const codes: Readonly<Record<string, string>> = { critical: "31", major: "33", minor: "36", none: "2" };

/** Colour only where a person looks: a terminal without NO_COLOR, or where it is asked for. */
export function styleOf(parsed: Arguments, io: Io): Style {
  const coloured = wantsColour(parsed, io);
  const paint = (code: string, text: string) => (coloured ? `\u001B[${code}m${text}\u001B[0m` : text);
  return {
    width: Math.max(40, Math.min(io.columns ?? 100, 100)),
    bold: (text) => paint("1", text),
    dim: (text) => paint("2", text),
    severity: (severity, text) => paint(codes[severity] ?? "0", text),
  };
}

function wantsColour(parsed: Arguments, { environment, terminal }: Io): boolean {
  if (isOn(parsed, "no-color")) return false;
  if (isOn(parsed, "color")) return true;
  const { NO_COLOR: no, FORCE_COLOR: force, CI: ci, TERM: term } = environment;
  if (no !== undefined && no !== "") return false;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  return terminal && term !== "dumb" && (ci === undefined || ci === "" || ci === "false");
}
