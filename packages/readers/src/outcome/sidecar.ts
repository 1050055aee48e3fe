import { isRecord, parseJson } from "../json.js";
import { isBlank, withoutMark } from "../text.js";
import { benchflowVerdict, harborVerdict, terminalBenchSidecar } from "./harnesses.js";
import { evaluationRows, experimentResults, instanceReport, runReport } from "./swe-bench.js";
import { ctrfVerdict, junitVerdict } from "./test-reports.js";
import { namesOf } from "./verdict.js";
import type { RunQuery, Verdict } from "./verdict.js";

/** An evaluator's file beside a run, or beside many. */
export interface Sidecar {
  readonly kind:
    | "swe-bench-report"
    | "swe-bench-run-report"
    | "swe-bench-results"
    | "openhands-evaluation"
    | "harbor-result"
    | "terminal-bench"
    | "benchflow-result"
    | "reward"
    | "ctrf"
    | "junit";
  /** The verdict of a file that speaks of one run only. */
  readonly single?: Verdict;
  /** Verdicts by the instance's id. */
  readonly byInstance: ReadonlyMap<string, Verdict>;
  /** What holds for instances of the same data set that the file does not name. */
  readonly others?: Verdict;
}

/** Reads an evaluator's file; null when the text is none that is known. Never throws. */
export function readSidecar(text: string): Sidecar | null {
  const content = withoutMark(text).trim();
  if (isBlank(content)) return null;
  if (content.startsWith("<")) return singleOf("junit", junitVerdict(content));
  if (/^-?\d+(?:\.\d+)?$/.test(content))
    return { kind: "reward", single: { score: Number(content) }, byInstance: new Map() };
  const value = parseJson(content);
  return value === undefined ? evaluationRows(content) : sidecarOf(value);
}

/** Kind of the sidecar that a JSON value is, if any. */
export function sidecarKind(value: unknown): string | undefined {
  return sidecarOf(value)?.kind;
}

/**
 * What the sidecar says of the run; null when it does not speak of it. A file about one run speaks of the run beside
 * it, unless both name an instance and the names differ.
 */
export function verdictFor(sidecar: Sidecar, query: RunQuery): Verdict | null {
  const names = namesOf(query);
  for (const name of names) {
    const verdict = sidecar.byInstance.get(name);
    if (verdict !== undefined) return verdict;
  }
  if (sidecar.single !== undefined) return sidecar.single;
  if (sidecar.others !== undefined && names.some((name) => instanceName.test(name))) return sidecar.others;
  const alone =
    sidecar.byInstance.size === 1 && query.instanceId === undefined && !names.some((name) => instanceName.test(name));
  return alone ? ([...sidecar.byInstance.values()][0] ?? null) : null;
}

/** SWE-bench's ids: `owner__repository-number`. */
const instanceName = /^[\w.-]{1,200}__[\w.-]{1,200}-\d{1,12}$/;

function sidecarOf(value: unknown): Sidecar | null {
  if (!isRecord(value)) return null;
  return (
    runReport(value) ??
    experimentResults(value) ??
    terminalBenchSidecar(value) ??
    singleOf("harbor-result", harborVerdict(value)) ??
    singleOf("benchflow-result", benchflowVerdict(value)) ??
    singleOf("ctrf", ctrfVerdict(value)) ??
    singleOf("reward", rewardVerdict(value)) ??
    instanceReport(value)
  );
}

function singleOf(kind: Sidecar["kind"], verdict: Verdict | null): Sidecar | null {
  return verdict === null ? null : { kind, single: verdict, byInstance: new Map() };
}

function rewardVerdict(value: Readonly<Record<string, unknown>>): Verdict | null {
  const keys = Object.keys(value);
  const { reward } = value;
  return typeof reward === "number" && keys.every((key) => typeof value[key] === "number") ? { score: reward } : null;
}
