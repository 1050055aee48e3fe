import type { EndedBy, OutcomeStatus } from "@mulligan/core";

/** What someone outside the run says of its result. */
export interface Verdict {
  /** Decided outright; absent where the score and the threshold decide. */
  readonly status?: OutcomeStatus;
  /** 0..1, where one was given. */
  readonly score: number | null;
  /** Evaluation tests that should pass now and fail. */
  readonly failingTests?: readonly string[];
  /** Evaluation tests that passed before the run and fail now. */
  readonly regressedTests?: readonly string[];
  readonly evaluatorOutput?: string;
  /** Why nothing could be said of the agent's work: the harness, the container or the network failed. */
  readonly infrastructure?: string;
  /** How the run ended, where the harness knows better than the recording. */
  readonly endedBy?: EndedBy;
}

export const passedVerdict: Verdict = { status: "passed", score: 1 };
export const failedVerdict: Verdict = { status: "failed", score: 0 };
export const unknownVerdict: Verdict = { status: "unknown", score: null };

/** `true`, `false`, and null or anything else for unknown. */
export function verdictOfFlag(resolved: unknown): Verdict {
  return resolved === true ? passedVerdict : resolved === false ? failedVerdict : unknownVerdict;
}

/** By which a file of outcomes may know a run. */
export interface RunQuery {
  readonly instanceId?: string;
  readonly episodeId?: string;
  /** Path of the run's file, as far as it is known. */
  readonly file?: string;
}

const extension = /(?:\.traj)?\.(?:json|jsonl|traj|eval)$/;

/** Names that may be an instance's id: the stated ones, the file's name without its ending, its folders from within. */
export function namesOf({ instanceId, episodeId, file }: RunQuery): readonly string[] {
  const names = [instanceId, episodeId].filter((name) => name !== undefined);
  if (file === undefined) return names;
  const segments = pathSegments(file);
  const name = segments.pop();
  if (name !== undefined) names.push(name.replace(extension, ""));
  return [...names, ...segments.reverse()];
}

export function pathSegments(path: string): string[] {
  return path.split(/[\\/]+/).filter((segment) => segment !== "" && segment !== ".");
}

/** Number of trailing segments that two paths share, when one of them is wholly the other's end; else 0. */
export function sharedEnd(first: readonly string[], second: readonly string[]): number {
  const length = Math.min(first.length, second.length);
  for (let back = 1; back <= length; back += 1) if (first.at(-back) !== second.at(-back)) return 0;
  return length;
}

/** What a caller says of a run; null where nothing is said. */
export function callersVerdict(status: OutcomeStatus | undefined, score: number | undefined): Verdict | null {
  if (status === undefined && score === undefined) return null;
  return { score: score ?? null, ...(status !== undefined && { status }) };
}
