import type { Episode } from "../../model/episode.js";
import type { Facts, Verification } from "../facts.js";
import { failedBefore, fewerTests, neverFailedBefore, succeededBefore } from "./comparisons.js";
import type { FewerTests, RedBefore, SameBefore } from "./comparisons.js";
import { executionsOf } from "./executions.js";
import { untouchedNames } from "./names.js";
import { unopenedFiles, unsearchedCallers } from "./neighbours.js";
import type { UnopenedFiles, UnsearchedCallers } from "./neighbours.js";
import { onlyPrint } from "./only-prints.js";
import { reliedUpon } from "./relied-upon.js";
import { expectedOutputUnseen, reportedErrorUnseen, reportedOutputUnseen } from "./reported.js";
import { blocksOf, taskStatement } from "./statement.js";

/** What the agent's own verification left out. Each member is a claim that the steps bear out; null or empty: not claimed. */
export interface VerificationGaps {
  /** The successful verifications after the last code edit; null where the last of them failed, or there is none. */
  readonly relied: readonly Verification[] | null;
  readonly sameBefore: SameBefore | null;
  readonly redBefore: RedBefore | null;
  readonly fewerTests: FewerTests | null;
  /** The scripts relied upon print and compare nothing. */
  readonly onlyPrints: boolean;
  /** No execution before the first code edit failed. */
  readonly neverRed: boolean;
  /** The error that the task reports; no execution of the run showed its name or its message. */
  readonly reportedError: string | null;
  /** A line of the wrong output that the task reports; no execution printed it. */
  readonly reportedOutput: string | null;
  /** A line of the output that the task wants; nothing that was executed contains it. */
  readonly expectedOutput: string | null;
  /** Names of code in the task, defined or used in files that were opened, that no execution contains. */
  readonly untouchedNames: readonly string[];
  readonly unopened: UnopenedFiles | null;
  readonly callers: UnsearchedCallers | null;
}

const known = new WeakMap<Facts, VerificationGaps>();

/**
 * Works out what the agent's verification left out. Reads the task and the observations, so ask only for what is reported
 * anyway; of the same facts it is computed once. Pure.
 */
export function verificationGaps(episode: Episode, facts: Facts): VerificationGaps {
  let gaps = known.get(facts);
  if (gaps === undefined) known.set(facts, (gaps = collectGaps(episode, facts)));
  return gaps;
}

function collectGaps(episode: Episode, facts: Facts): VerificationGaps {
  const relied = reliedUpon(facts);
  const statement = taskStatement(episode.task);
  const blocks = blocksOf(statement);
  const executions = executionsOf(episode, facts);
  return {
    relied,
    sameBefore: succeededBefore(episode, facts, relied ?? []),
    redBefore: failedBefore(episode, facts, relied ?? []),
    fewerTests: fewerTests(facts, relied ?? []),
    onlyPrints: onlyPrint(episode, relied ?? []),
    neverRed: neverFailedBefore(episode, facts),
    reportedError: reportedErrorUnseen(statement, executions),
    reportedOutput: reportedOutputUnseen(blocks, executions),
    expectedOutput: expectedOutputUnseen(blocks, executions),
    untouchedNames: untouchedNames(episode, statement, blocks, executions),
    unopened: unopenedFiles(episode, facts),
    callers: unsearchedCallers(episode, facts),
  };
}
