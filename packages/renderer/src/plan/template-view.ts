import type {
  Episode,
  ErrorSignature,
  Facts,
  FailureView,
  Finding,
  RunView,
  TemplateView,
  Verification,
} from "@mulligan/core";
import { excerpt } from "../sanitize/excerpt.js";
import { frozenCopy } from "./frozen-copy.js";

const nameLimit = 5;

/**
 * What a strategy's templates see of a finding; null for a diagnosis without one. Deeply frozen, and a copy. Where no
 * step is cited, `firstStep` and `lastStep` are NaN: false in `{{#if}}`, refused when printed.
 */
export function buildTemplateView(
  finding: Pick<Finding, "data" | "steps" | "evidence"> | null,
  run: RunView,
): TemplateView {
  const steps = finding?.steps ?? [];
  return Object.freeze({
    data: frozenCopy(finding?.data ?? {}),
    steps: Object.freeze([...steps]),
    firstStep: steps[0] ?? Number.NaN,
    lastStep: steps.at(-1) ?? Number.NaN,
    evidence: finding?.evidence ?? "",
    run,
  });
}

/** Facts of the run that every text may use. Deeply frozen. */
export function buildRunView(episode: Episode, facts: Facts): RunView {
  const { failingTests, regressedTests } = episode.outcome;
  const evaluated = [...failingTests, ...regressedTests];
  const failing =
    evaluated.length > 0
      ? evaluated
      : facts.lastFailure?.action.kind === "test"
        ? facts.lastFailure.action.failing
        : [];
  return Object.freeze({
    stepCount: facts.stepCount,
    outcome: episode.outcome.status,
    editedFiles: distinct(facts.productEdits.map(({ path }) => path)),
    testCommand: facts.testCommand,
    failingTests: distinct(failing, nameLimit),
    lastFailure: facts.lastFailure === null ? null : failureView(episode, facts.lastFailure),
    namedFiles: distinct(
      facts.namedFiles.map(({ path }) => path),
      nameLimit,
    ),
  });
}

function failureView(episode: Episode, { step, action }: Verification): FailureView {
  const { error } = action;
  return Object.freeze({
    step,
    command: action.command,
    output: excerpt(
      episode.steps[step - 1]?.observation ?? "",
      error?.message ?? (action.kind === "test" ? action.failing[0] : undefined),
    ),
    error: error === undefined ? null : errorInWords(error),
    place: error === undefined ? null : placeOfError(error),
  });
}

/** `NameError: name 'x' is not defined`. */
export function errorInWords({ name, message }: ErrorSignature): string {
  return message === "" ? name : name === "" ? message : `${name}: ${message}`;
}

/** `src/a.py:4`. */
export function placeOfError({ path, line }: ErrorSignature): string | null {
  return path === undefined ? null : line === undefined ? path : `${path}:${line}`;
}

function distinct(values: readonly string[], limit = Number.POSITIVE_INFINITY): readonly string[] {
  return Object.freeze([...new Set(values)].slice(0, limit));
}
