import type { JsonObject } from "../model/json.js";
import type { OutcomeStatus } from "../model/episode.js";

/** What a strategy's templates see. Plain JSON; every text of the run in it is untrusted data. */
export interface TemplateView {
  /** The finding's data. */
  readonly data: JsonObject;
  /** The steps that the finding cites. */
  readonly steps: readonly number[];
  readonly firstStep: number;
  readonly lastStep: number;
  readonly evidence: string;
  readonly run: RunView;
}

/** Facts of the run that any text may use. */
export interface RunView {
  readonly stepCount: number;
  readonly outcome: OutcomeStatus;
  /** Product files that were changed, without duplicates, in order. */
  readonly editedFiles: readonly string[];
  /** The test command that the run used or tried; null where none is known. */
  readonly testCommand: string | null;
  /** Evaluation tests that fail, else failing tests of the last failing run; at most five. */
  readonly failingTests: readonly string[];
  /** The last failing output of a test run or check. */
  readonly lastFailure: FailureView | null;
  /** Files that the task or a traceback names; at most five. */
  readonly namedFiles: readonly string[];
  /** The plan quotes a failing output in a block, and the finding's `data.error` stands in it: no need to quote it again. */
  readonly quotesError?: boolean;
}

export interface FailureView {
  readonly step: number;
  readonly command: string;
  /** At most 15 lines and 1,200 characters, cut by whole lines with a mark that says how many. */
  readonly output: string;
  /** `NameError: name 'x' is not defined`; null where no error could be told from the output. */
  readonly error: string | null;
  /** `path:line` of the innermost frame in the repository. */
  readonly place: string | null;
}
