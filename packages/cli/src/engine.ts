import { campaign } from "./commands/campaign.js";
import { compare } from "./commands/compare.js";
import { diagnoseCommand } from "./commands/diagnose.js";
import { doctor } from "./commands/doctor.js";
import { evaluate } from "./commands/evaluate.js";
import { explain } from "./commands/explain.js";
import { hook } from "./commands/hook.js";
import { init } from "./commands/init.js";
import { lessons } from "./commands/lessons.js";
import { packs } from "./commands/packs.js";
import { plan } from "./commands/plan.js";
import { read } from "./commands/read.js";
import { replay } from "./commands/replay.js";
import { report } from "./commands/report.js";
import { retryCommand } from "./commands/retry.js";
import { strategies } from "./commands/strategies.js";
import { watch } from "./commands/watch.js";
import type { CommandName } from "./help.js";
import type { Io } from "./io.js";

/** Runs with the words after the command's name and gives the exit code. */
export type Command = (commandArguments: readonly string[], io: Io) => Promise<number>;

export const commands: Readonly<Record<CommandName, Command>> = {
  plan,
  diagnose: diagnoseCommand,
  read,
  compare,
  retry: retryCommand,
  campaign,
  report,
  strategies,
  packs,
  explain,
  evaluate,
  hook,
  doctor,
  init,
  lessons,
  watch,
  replay,
};
