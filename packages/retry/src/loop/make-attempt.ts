import { compareAttempts, retryResultToWire } from "@mulligan/core";
import type { Episode, OutcomeStatus, RetryResultDocument } from "@mulligan/core";
import { buildRetrySystemPrompt } from "@mulligan/renderer";
import type { Verdict } from "@mulligan/readers";
import type { AttemptKey, AttemptRecord, AttemptResult, ToldAddons, Usage } from "../attempt-record.js";
import type { Addons, AttemptAnswer, AttemptRequest, EpisodeTask, PastAttempt } from "../attempt.js";
import { interruptedError } from "../errors.js";
import type { Claim } from "../store/campaign-store.js";
import type { Engine } from "./engine.js";
import { diagnosed, readRun } from "./read-attempt.js";
import type { ReadAttempt } from "./read-attempt.js";

export interface MadeAttempt {
  /** Whole, whatever the arms may see. */
  readonly record: AttemptRecord;
  readonly past: PastAttempt;
  readonly run: string | Uint8Array | null;
}

interface Judged {
  readonly answer: AttemptAnswer;
  readonly episode: Episode | null;
  readonly verdict: Verdict | null;
  readonly problems: readonly string[];
  readonly infrastructure: string | undefined;
}

/**
 * Makes an attempt, judges and diagnoses it. An attempt that the infrastructure made fail is begun again, as often as the
 * engine allows.
 * @throws MulliganError `interrupted` when the signal came.
 */
export async function makeAttempt(
  engine: Engine,
  episode: EpisodeTask,
  claim: Claim,
  addons: Addons,
  before: PastAttempt | undefined,
): Promise<MadeAttempt> {
  const { arm, attempt } = claim.key;
  const base = episode.systemPrompt ?? "";
  const { userContextAddon } = addons;
  const request = (tries: number): AttemptRequest => ({
    episode,
    arm,
    attempt,
    seed: episode.seed ?? 1,
    epoch: claim.epoch,
    tries,
    addons,
    systemPrompt: buildRetrySystemPrompt(base, addons),
    userPrompt: userContextAddon === "" ? episode.task : `${userContextAddon}\n\n${episode.task}`,
    signal: engine.signal,
  });
  const given = attempt === 1 && episode.recording !== undefined ? episode.recording : null;
  for (let tries = 1; ; tries += 1) {
    const begun = engine.clock();
    const judged = given === null ? await runAndJudge(engine, request(tries)) : takeGiven(engine, given, episode);
    if (engine.signal?.aborted === true) throw interruptedError();
    if (judged.infrastructure !== undefined && tries <= engine.infrastructureRetries) continue;
    const elapsed = given === null ? (engine.clock() - begun) / 1_000 : undefined;
    const usage: Usage = { ...(elapsed !== undefined && { seconds: elapsed }), ...judged.answer.usage };
    return made(engine, episode, claim.key, { addons, before, tries, usage }, judged);
  }
}

async function runAndJudge(engine: Engine, request: AttemptRequest): Promise<Judged> {
  let answer: AttemptAnswer = {};
  const problems: string[] = [];
  const failed = (infrastructure: string): Judged => ({
    answer,
    episode: null,
    verdict: null,
    problems,
    infrastructure,
  });
  try {
    answer = await engine.runAttempt(request);
  } catch (error) {
    return failed(`The attempt could not be made: ${wordsOf(error)}`);
  }
  problems.push(...(answer.problems ?? []));
  if (answer.infrastructure !== undefined) return failed(answer.infrastructure);
  const recording = answer.recording ?? null;
  const { episode, problem } =
    recording === null ? { episode: null, problem: null } : readRun(recording, engine.registry, request.episode.task);
  if (problem !== null) problems.push(problem);
  if (engine.evaluate === undefined) return { answer, episode, verdict: null, problems, infrastructure: undefined };
  try {
    const verdict = verdictOf(await engine.evaluate({ ...request, answer, run: episode }));
    return { answer, episode, verdict, problems, infrastructure: verdict.infrastructure };
  } catch (error) {
    return failed(`The attempt could not be judged: ${wordsOf(error)}`);
  }
}

function takeGiven(engine: Engine, recording: string | Uint8Array, { task, verdict }: EpisodeTask): Judged {
  const { episode, problem } = readRun(recording, engine.registry, task);
  return {
    answer: { recording },
    episode,
    verdict: verdict ?? null,
    problems: problem === null ? [] : [problem],
    infrastructure: undefined,
  };
}

function verdictOf(answer: boolean | number | Verdict): Verdict {
  if (typeof answer === "boolean") return { status: answer ? "passed" : "failed", score: answer ? 1 : 0 };
  if (typeof answer === "object" && answer !== null) return answer;
  if (typeof answer === "number" && Number.isFinite(answer)) return { score: answer };
  throw new TypeError(`the evaluator gave ${String(answer)} instead of true, false, a number or a verdict`);
}

interface Circumstances {
  readonly addons: Addons;
  readonly before: PastAttempt | undefined;
  readonly tries: number;
  readonly usage: Usage;
}

function made(
  engine: Engine,
  episode: EpisodeTask,
  key: AttemptKey,
  { addons, before, tries, usage }: Circumstances,
  { answer, episode: run, verdict, problems, infrastructure }: Judged,
): MadeAttempt {
  const read = run === null ? null : diagnosed(run, verdict, engine.registry, engine.passThreshold);
  const result = resultOf(read, verdict, infrastructure, engine.passThreshold ?? 1);
  const reason = infrastructure ?? (result === "infrastructure" ? read?.episode.outcome.infrastructure : undefined);
  const record: AttemptRecord = {
    schemaVersion: 1,
    ...key,
    task: episode.id,
    seed: episode.seed ?? 1,
    result,
    score: read?.episode.outcome.score ?? verdict?.score ?? null,
    ...(reason !== undefined && { reason }),
    ...diagnosisOf(read),
    steps: read?.episode.steps.length ?? null,
    agent: read?.episode.agent.name ?? null,
    model: read?.episode.agent.model ?? null,
    usage,
    tries,
    told: toldOf(addons),
    verdict,
    ...comparisonOf(before, read, key.arm),
    problems,
  };
  const recording = answer.recording ?? null;
  return { record, past: pastOf(engine, record, addons, read), run: recording };
}

/** As the arms see it: without the evaluator's words where they are hidden. */
export function pastOf(engine: Engine, record: AttemptRecord, addons: Addons, read: ReadAttempt | null): PastAttempt {
  const { episode = null, facts = null, diagnosis = null } = read ?? {};
  if (engine.hideEvaluation !== true) return { record, addons, episode, facts, diagnosis };
  const { verdict } = record;
  const shown = verdict === null ? null : { score: verdict.score, ...(verdict.status && { status: verdict.status }) };
  const hidden =
    episode === null ? null : diagnosed(withoutTests(episode), shown, engine.registry, engine.passThreshold);
  return { record: { ...record, verdict: shown }, addons, episode: null, facts: null, diagnosis: null, ...hidden };
}

function withoutTests(episode: Episode): Episode {
  const { evaluatorOutput: _output, ...outcome } = episode.outcome;
  return { ...episode, outcome: { ...outcome, failingTests: [], regressedTests: [] } };
}

function resultOf(
  read: ReadAttempt | null,
  verdict: Verdict | null,
  infrastructure: string | undefined,
  threshold: number,
): AttemptResult {
  if (infrastructure !== undefined) return "infrastructure";
  const outcome = read?.episode.outcome;
  const status: OutcomeStatus = outcome?.status ?? statusOf(verdict, threshold);
  if (status === "passed") return "solved";
  if (outcome?.infrastructure !== undefined) return "infrastructure";
  return status === "failed" ? "failed" : "unjudged";
}

function statusOf(verdict: Verdict | null, threshold: number): OutcomeStatus {
  if (verdict?.status !== undefined) return verdict.status;
  if (verdict === null || verdict.score === null) return "unknown";
  return verdict.score >= threshold ? "passed" : "failed";
}

function diagnosisOf(read: ReadAttempt | null): Pick<AttemptRecord, "failureType" | "primaryId" | "findings"> {
  if (read === null) return { failureType: null, primaryId: null, findings: [] };
  const { primaryFailure, primaryId, findings } = read.diagnosis;
  const serious = findings.filter(({ severity }) => severity === "critical" || severity === "major");
  return { failureType: primaryFailure, primaryId, findings: [...new Set(serious.map(({ id }) => id))].sort() };
}

function toldOf({ systemPromptAddon, userContextAddon, plan }: Addons): ToldAddons {
  const parts = (plan?.parts ?? []).filter(({ addon }) => addon !== undefined);
  return {
    systemPromptAddon,
    userContextAddon,
    ...(plan !== undefined && { primaryId: plan.primaryId }),
    parts: parts.map(({ id, slot, templateHash }) => ({ id, slot, templateHash })),
  };
}

function comparisonOf(
  before: PastAttempt | undefined,
  read: ReadAttempt | null,
  arm: string,
): Pick<AttemptRecord, "comparison"> {
  if (before === undefined || before.episode === null || before.diagnosis === null || read === null) return {};
  const original = { episode: before.episode, diagnosis: before.diagnosis };
  return { comparison: retryResultToWire(compareAttempts(original, read, arm)) as unknown as RetryResultDocument };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
