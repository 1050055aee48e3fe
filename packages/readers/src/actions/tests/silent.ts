import { report, type TestReport } from "./runner.js";

/** The runner, its interpreter or the project is missing. */
const missing =
  /command not found|not found in PATH|No such file or directory|is not recognized as|missing script|No rule to make target|ENOENT|Permission denied|unknown command|no such (?:command|subcommand)|task .* not found|no task|could not find python interpreter|InterpreterNotFound|tox config file .*not found|could not find `Cargo\.toml`|JAVA_HOME is not set|MSB1003/i;
/** It was called in a way that it does not know. */
const misused =
  /unrecognized arguments|ERROR: usage|unrecognized (?:CLI parameter|option)|unknown (?:CLI )?option|bad option|flag provided but not defined|no such option|unexpected argument '/i;
/** A module that a runner, or the code under test, asked for. */
const missingModule = /No module named|cannot find module|ERR_MODULE_NOT_FOUND/i;
/** The module was asked for by code of the project: the runner had started. */
const projectAsked =
  /^Traceback \(most recent call last\):|^Require stack:\n- (?!\S*node_modules\/)|imported from (?!\S*node_modules\/)\S/m;
/** What has to stand before the tests could not be installed. */
const notInstalled = /Could not find a version that satisfies the requirement|No matching distribution found/;

const cutShort = /(?:\[trimmed\]|\[(?:output )?truncated\]|<response clipped>)$/i;

/**
 * What is left to say where the runner printed nothing that can be counted. `ownExit` is the runner's own exit code, null
 * where another command of the line gave it; `direct` tells that the runner is known by the command.
 */
export function silentReport(
  output: string,
  exitCode: number | null,
  timedOut: boolean,
  direct: boolean,
  ownExit: number | null = null,
): TestReport {
  if (timedOut) return report({ ran: false, notRun: "timed-out" });
  const text = output.trim();
  if (missing.test(text) || misused.test(text)) return report({ ran: false, notRun: "not-started" });
  if (missingModule.test(text)) return report({ ran: false, notRun: projectAsked.test(text) ? "died" : "not-started" });
  // The summary stands at the end, and that was not recorded.
  if ((exitCode === null || exitCode === 0) && cutShort.test(text.slice(-80))) return report({ ran: true });
  // Quiet runners, and those whose output went into a file: the exit code is the result.
  if (direct && text === "" && ownExit === 0) return report({ ran: true });
  if (direct || text === "" || notInstalled.test(text)) return report({ ran: false, notRun: "died" });
  if (exitCode === 0) return report({ ran: true });
  return exitCode !== null && /\b(?:FAIL(?:ED|URE)?|failed|not ok)\b/.test(text)
    ? report({ ran: true })
    : report({ ran: false, notRun: "died" });
}
