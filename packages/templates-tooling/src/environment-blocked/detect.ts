import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { citedSteps, inCode, inNumber, inSteps } from "@mulligan/core";
import { oneLine } from "../shared/one-line.js";
import { stoppedAttempts } from "./stopped-attempts.js";

export type EnvironmentBlockedData = {
  /** `infrastructure` ended the run, or `attempts` to execute were stopped. */
  readonly by: "infrastructure" | "attempts";
  /** What the infrastructure or the last attempt answered. */
  readonly message: string;
  /** A command that was stopped: the first start of the test suite, else the first attempt; null for infrastructure. */
  readonly command: string | null;
  /** What stopped them, without duplicates, the last first. */
  readonly reasons: readonly string[];
  readonly attempts: number;
  /** Steps that tried to install something. */
  readonly repairs: readonly number[];
};

const messageLimit = 160;

/**
 * Infrastructure (model service, harness, container) ended the run; or at least one attempt to execute the code was made, and
 * every one was stopped by a missing dependency, command, permission, network or disk, or by versions that do not fit together.
 *
 * Not: a stop that was overcome (one test ran, one check reached the code); a runner that collected nothing, timed out or met
 * wrong settings; an error of the edited code or of the agent's own scripts; a limit on steps, cost, time or context; a model
 * service that failed and came back.
 */
export function detectEnvironmentBlocked(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<EnvironmentBlockedData>[] {
  const last = episode.steps.length;
  const { infrastructure, status } = episode.outcome;
  if (infrastructure !== undefined && status !== "passed" && last > 0) {
    const message = oneLine(infrastructure, messageLimit) || "an error";
    return [
      {
        confidence: 0.9,
        steps: [last],
        evidence: `Infrastructure ended the run after step ${last}: ${inCode(message)}.`,
        data: { by: "infrastructure", message, command: null, reasons: [], attempts: 0, repairs: [] },
      },
    ];
  }
  const stopped = stoppedAttempts(episode, facts);
  const [first] = stopped;
  const final = stopped.at(-1);
  if (first === undefined || final === undefined) return [];
  const attempts = citedSteps(first.step, ...stopped.map(({ step }) => step));
  const repairs = episode.steps
    .filter(({ actions }) => actions.some(({ kind }) => kind === "install"))
    .map(({ number }) => number);
  const telling = stopped.find(({ suite }) => suite) ?? first;
  const reasons = [...new Set(stopped.map(({ reason }) => reason).toReversed())];
  const tried = repairs.length === 0 ? "no repair was tried" : `repairs were tried (${inSteps(repairs)})`;
  const all = attempts.length === 1 ? "The only attempt" : `Each of ${inNumber(attempts.length, "attempt")}`;
  return [
    {
      confidence: attempts.length === 1 ? 0.7 : 0.85,
      steps: attempts,
      evidence: `${all} to execute the code was stopped by the environment (${inSteps(attempts)}), ${attempts.length === 1 ? "by" : "the last by"} ${inCode(final.reason)}; ${tried}.`,
      data: {
        by: "attempts",
        message: final.reason,
        command: oneLine(telling.command, messageLimit),
        reasons,
        attempts: attempts.length,
        repairs,
      },
    },
  ];
}
