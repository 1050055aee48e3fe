import type { Outcome } from "@mulligan/core";
import type { RecordedRun, RecordedVerdict } from "../recorded-run.js";

/** The run as if its own file had said how it was judged. */
export function withOutcome(run: RecordedRun, outcome: Outcome): RecordedRun {
  const { verdict: _verdict, endedDetail: _detail, infrastructure: _infrastructure, ...rest } = run;
  const verdict = verdictOf(outcome);
  return {
    ...rest,
    endedBy: outcome.endedBy,
    ...(outcome.endedDetail === undefined ? {} : { endedDetail: outcome.endedDetail }),
    ...(outcome.infrastructure === undefined ? {} : { infrastructure: outcome.infrastructure }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** Undefined where nobody said anything. */
function verdictOf(outcome: Outcome): RecordedVerdict | undefined {
  const { status, score, threshold, failingTests, regressedTests, evaluatorOutput } = outcome;
  const silent =
    status === "unknown" &&
    score === null &&
    threshold === 1 &&
    failingTests.length === 0 &&
    regressedTests.length === 0 &&
    evaluatorOutput === undefined;
  if (silent) return undefined;
  return {
    status,
    score,
    threshold,
    ...(failingTests.length > 0 ? { failingTests } : {}),
    ...(regressedTests.length > 0 ? { regressedTests } : {}),
    ...(evaluatorOutput === undefined ? {} : { evaluatorOutput }),
  };
}
