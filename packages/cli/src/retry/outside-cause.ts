import { tailOf } from "../output/text.js";
import type { ProcessEnd } from "./run-process.js";
import { textIn } from "./text-in.js";

/** `EX_TEMPFAIL` of sysexits.h: an agent or evaluator says with it that nothing can be said of the agent's work. */
const notJudged = 75;

/**
 * Why an end is not the agent's: it could not be started, was killed from outside, says so itself, or left nothing behind.
 * Undefined where it is.
 */
export function outsideCause(
  who: string,
  end: ProcessEnd,
  leftNothing: boolean,
  errorFile: string,
): string | undefined {
  const { code, killedBy } = end;
  const said = tailOf(textIn(errorFile) ?? "", 1, 200)[0];
  const because = said === undefined ? "" : `: ${said}`;
  if (killedBy !== null || code === 137) return `${who} was killed (${killedBy ?? "SIGKILL"})${because}`;
  if (code === 126 || code === 127)
    return `${who} could not be started${because}${/[.!?]$/.test(because) ? "" : "."} Commands run in the attempt's workspace; "$MULLIGAN_START_DIR" is the folder that mulligan was started in.`;
  if (code === notJudged) return `${who} says that the infrastructure failed${because}`;
  return leftNothing && code !== 0 ? `${who} ended with code ${code} and left no recorded run${because}` : undefined;
}
