import { configOptions, inputOptions, isOn, textOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import type { InputRun } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { programOf } from "./program.js";
import { shellWord } from "./text.js";

/** The command that opens one step of the run, told the same outcome and configuration; null where it could not read it. */
export function explainCommand(
  { file, run }: Pick<InputRun, "file" | "run">,
  step: number,
  parsed: Arguments,
  io: Io,
): string | null {
  if (file === "-") return null;
  const words = [programOf(io), "explain", shellWord(file)];
  if (run > 1) words.push(`--run ${run}`);
  words.push(`--step ${step}`);
  for (const name of Object.keys({ ...inputOptions, ...configOptions })) {
    const value = textOf(parsed, name);
    if (value !== undefined) words.push(`--${name} ${shellWord(value)}`);
    else if (isOn(parsed, name)) words.push(`--${name}`);
  }
  return words.join(" ");
}
