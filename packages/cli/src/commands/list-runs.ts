import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Reading } from "../input/read-runs.js";
import { exitCodes } from "../exit-codes.js";
import { noRunText } from "../output/no-run-text.js";
import { runHeading } from "../output/run-heading.js";
import type { Style } from "../output/style.js";
import { counted } from "../output/text.js";

/** One line for each run: where it is, how it ended, how many steps it has, its format; and why a file holds none. */
export async function listRuns(paths: readonly string[], reading: Reading, style: Style): Promise<number> {
  const { io } = reading;
  const files = new Set<string>();
  let runs = 0;
  let unreadable = 0;
  for await (const entry of readRuns(paths, reading, (input) => input)) {
    if (isUnreadable(entry)) {
      unreadable += 1;
      if (reading.everything === true) io.out(`${entry.file}: ${noRunText(entry)}\n`);
      else io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    runs += 1;
    files.add(entry.file);
    io.out(`${runHeading(entry, style)}\n`);
  }
  const without = unreadable === 0 ? "" : `; ${counted(unreadable, "file")} without`;
  if (runs > 0 || reading.everything === true)
    io.out(style.dim(`${counted(runs, "run")} in ${counted(files.size, "file")}${without}.`) + "\n");
  return runs > 0 ? exitCodes.clean : exitCodes.unreadable;
}
