import { diagnose, facts as factsOf } from "@mulligan/core";
import type { Diagnosis, Episode, Facts, Finding, Registry } from "@mulligan/core";
import { asksForDecision } from "./asks-for-decision.js";
import { isCodeEdit } from "./turn.js";
import type { Turn } from "./turn.js";

/** A finding about this turn's work. */
export interface Candidate {
  readonly finding: Finding;
  /** Files that it is about, ascending. */
  readonly files: readonly string[];
  /** The same for the same finding however long the session has become. */
  readonly fingerprint: string;
}

export interface Judged {
  readonly facts: Facts;
  readonly diagnosis: Diagnosis;
  readonly candidates: readonly Candidate[];
}

/** Less sure ones are a report's, not a reason to speak up. */
const leastConfidence = 0.75;

/** What the rules of a registry find in the last turn of a session, the most important first. */
export function judge(episode: Episode, turn: Turn, registry: Registry): Judged {
  const facts = factsOf(episode);
  const diagnosis = diagnose(episode, registry, { facts });
  const candidates = diagnosis.findings
    .filter(
      (finding) =>
        (finding.severity === "critical" || finding.severity === "major") &&
        finding.confidence >= leastConfidence &&
        concerns(finding, turn) &&
        !isSettled(finding, episode, facts),
    )
    .map((finding) => candidate(finding, episode));
  return { facts, diagnosis, candidates };
}

/** Something that the turn did is part of it: an edit or a run, not just its last step. */
function concerns({ steps }: Finding, turn: Turn): boolean {
  const own = steps.filter((step) => step > turn.after);
  if (own.length === 0) return false;
  const acting = own.some((step) =>
    turn.steps[step - turn.after - 1]?.actions.some((action) => isCodeEdit(action) || action.kind === "test"),
  );
  // What shows in no edit: the agent came back again and again, and stopped there.
  return acting || (own.length > 2 && (own.at(-1) ?? 0) >= turn.after + turn.steps.length - 1);
}

/** Work that may well be left as it is until the person has decided. */
const waitsForAnswer: ReadonlySet<string> = new Set([
  "NEVER_TESTED",
  "UNVERIFIED_FINAL_EDIT",
  "SUBMITTED_WITH_FAILING_TESTS",
  "LOST_GOOD_STATE",
]);

/** There is nothing left to do about it, or not yet: a run saw the edit afterwards, the file was opened, a question is open. */
function isSettled({ type, steps, data }: Finding, episode: Episode, facts: Facts): boolean {
  const last = steps.at(-1) ?? 0;
  if (type === "LOOPING_BEHAVIOR") return last < episode.steps.length - (isNoWaiting(data) ? 1 : 0);
  if (waitsForAnswer.has(type)) return asksForDecision(episode.finalMessage);
  if (type !== "BLIND_WRITE") return false;
  const path = (data as { readonly path?: unknown }).path;
  return (
    facts.verifications.some(({ step, ok }) => ok && step >= last) ||
    (typeof path === "string" && (facts.files.get(path)?.looks ?? []).some(({ step }) => step > last))
  );
}

/** Several calls that came back this often are no polling, which another answer would have ended. */
const roundsOfALoop = 5;

function isNoWaiting(data: unknown): boolean {
  const { kind, times } = data as { readonly kind?: unknown; readonly times?: unknown };
  return kind === "cycle" && typeof times === "number" && times >= roundsOfALoop;
}

function candidate(finding: Finding, episode: Episode): Candidate {
  const files = filesOf(finding, episode);
  const what = files.length > 0 ? files : commandsOf(finding, episode);
  return { finding, files, fingerprint: `${finding.id} ${what.join(" ")}`.slice(0, 400) };
}

function filesOf({ steps }: Finding, episode: Episode): readonly string[] {
  const files = new Set<string>();
  for (const number of steps) {
    for (const action of episode.steps[number - 1]?.actions ?? []) if (isCodeEdit(action)) files.add(action.path);
  }
  return [...files].sort();
}

function commandsOf({ steps }: Finding, episode: Episode): readonly string[] {
  const commands = steps.flatMap((number) => episode.steps[number - 1]?.command ?? []);
  return [...new Set(commands)].sort();
}
