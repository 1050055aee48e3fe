import type { Episode, Registry } from "@mulligan/core";
import { judge } from "./candidates.js";
import type { Candidate, Judged } from "./candidates.js";
import type { HookEvent } from "./hook-event.js";
import { fromBeginning, readSession } from "./session-reader.js";
import type { ReadFrom, SeenSession } from "./session-reader.js";
import type { ReadMark, SessionState } from "./session-state.js";
import { Settling } from "./settle.js";
import { isCodeEdit, lastTurn } from "./turn.js";
import type { Turn } from "./turn.js";

/** Bytes that most turns fit in, and those that nearly all do; then all is read. */
const tails = [64_000, 1_000_000];

/** What a look at the session says; `silent` is why there is nothing to say. */
export interface SessionVerdict {
  readonly silent: string | null;
  readonly bytes: number;
  readonly candidates: readonly Candidate[];
  readonly judged?: Judged;
  readonly episode?: Episode;
}

/** Types that can be told from what came before the part that was read, and not without it. */
const needsWhole: ReadonlySet<string> = new Set(["BLIND_WRITE", "TEST_TAMPERING", "UNVERIFIED_FINAL_EDIT"]);

/**
 * Reads what the session's file has beyond the state's mark, and judges the turn. Where the new part alone gives reason to
 * speak, the whole file is read and has the last word. Throws the errors of the readers and the file system.
 */
export function judgeSession(
  path: string,
  event: HookEvent,
  state: SessionState,
  registry: Registry,
  types: ReadonlySet<string>,
): SessionVerdict {
  const read = (from: ReadFrom) =>
    readSession(path, from, {
      ...registry.recognisers,
      ...(event.cwd !== null && { cwd: event.cwd }),
      allowNoSteps: true,
      ongoing: true,
    });
  const settling = new Settling(path);
  const { mark } = state;
  const look = firstLook(read, mark);
  let { seen } = look;
  let bytes = seen?.bytes ?? 0;
  while (!isSettled(seen, event) && settling.hasGrown(seen?.size ?? mark?.size ?? 0)) {
    seen = read(look.part);
    bytes += seen?.bytes ?? 0;
  }
  const silent = (why: string): SessionVerdict => ({ silent: why, bytes, candidates: [] });
  if (seen === null) return silent("nothing new in the session");
  let { episode, turn } = ended(seen, event);
  const open = unanswered(turn);
  keep(state, seen, episode, open);
  if (turn.steps.length === 0) return silent("the turn did nothing but talk");
  if (open) return silent("a call has no answer yet");
  if (isQuestion(turn)) return silent("it was a question");
  if (!turn.codeEdits && !hasLoop(turn)) return silent("no code was changed");

  let judged = judge(episode, turn, registry);
  // Of all types: with what came before, it may be of another one.
  let candidates = judged.candidates.filter(({ finding }) => !wasSeen(finding, state));
  const doubtful = candidates.length > 0 || editsTests(turn) || judged.facts.lastVerification?.ok === false;
  if (!seen.whole && doubtful) {
    const whole = read(fromBeginning);
    if (whole === null) return silent("nothing new in the session");
    bytes += whole.bytes;
    ({ episode, turn } = ended(whole, event));
    judged = judge(episode, turn, registry);
    candidates = judged.candidates.filter(({ finding }) => whole.whole || !needsWhole.has(finding.type));
  }
  candidates = candidates.filter(({ finding }) => types.has(finding.type));
  return { silent: candidates.length === 0 ? "nothing found" : null, bytes, candidates, judged, episode };
}

interface Look {
  readonly part: ReadFrom;
  readonly seen: SeenSession | null;
}

/** Reads what is new; without a mark as much of the end as holds the whole turn. */
function firstLook(read: (from: ReadFrom) => SeenSession | null, mark: ReadMark | null): Look {
  for (const tail of mark === null ? tails : []) {
    const part = { mark, tail };
    try {
      const seen = read(part);
      if (seen === null || seen.whole || lastTurn(seen.episode).begun) return { part, seen };
    } catch {
      // One line may be longer, or nothing in this part show the format.
    }
  }
  const part = { ...fromBeginning, mark };
  return { part, seen: read(part) };
}

/** The turn has ended, with the words that the agent handed over. */
function ended({ episode: read }: SeenSession, { lastMessage }: HookEvent): { episode: Episode; turn: Turn } {
  const said = lastMessage ?? read.finalMessage;
  const { endedBy } = read.outcome;
  const episode: Episode = {
    ...read,
    ended: true,
    finalMessage: said,
    outcome: { ...read.outcome, endedBy: endedBy === "cut" && said !== "" ? "message" : endedBy },
  };
  return { episode, turn: lastTurn(episode) };
}

/** Every call is answered, and what the agent said last is there. */
function isSettled(seen: SeenSession | null, { lastMessage }: HookEvent): boolean {
  if (seen === null) return false;
  const { episode } = seen;
  if (unanswered(lastTurn(episode))) return false;
  return lastMessage === null || episode.finalMessage.trim().endsWith(lastMessage.trim().slice(-40));
}

function unanswered({ steps }: Turn): boolean {
  return steps.some(({ status }) => status === "missing");
}

/** The mark stays where it was as long as answers are to come: they could not be told from noise later. */
function keep(state: SessionState, seen: SeenSession, episode: Episode, open: boolean): void {
  if (open) return;
  const files = episode.steps.flatMap(({ actions }) =>
    actions.flatMap((action) => {
      if (action.kind === "look") return action.found ? [action.path] : [];
      if (action.kind === "search") return action.shown.map(({ path }) => path);
      return "path" in action && "pathClass" in action ? [action.path] : [];
    }),
  );
  try {
    state.noteRead(seen.mark, files);
  } catch {
    // The next turn reads all of it once more.
  }
}

function wasSeen({ type, data }: Candidate["finding"], state: SessionState): boolean {
  const path = (data as { readonly path?: unknown }).path;
  return type === "BLIND_WRITE" && typeof path === "string" && state.seen.has(path);
}

function editsTests({ steps }: Turn): boolean {
  return steps.some(({ actions }) =>
    actions.some(
      (action) =>
        isCodeEdit(action) && action.kind !== "create" && action.pathClass === "test" && action.removed !== "",
    ),
  );
}

const question = /^\s*(?:what|why|how|where|who|which|when|explain|describe|is|are|does|do|did|was|were|has|have)\b/i;
const longestQuestion = 400;

/** It asks, and nothing was changed for it. */
function isQuestion({ prompt, codeEdits }: Turn): boolean {
  return !codeEdits && prompt.length < longestQuestion && (question.test(prompt) || prompt.trim().endsWith("?"));
}

const leastLoop = 3;

function hasLoop({ steps }: Turn): boolean {
  const times = new Map<string, number>();
  for (const { tool, input } of steps) {
    const key = `${tool} ${JSON.stringify(input)}`;
    const count = (times.get(key) ?? 0) + 1;
    if (count >= leastLoop) return true;
    times.set(key, count);
  }
  return false;
}
