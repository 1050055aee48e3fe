import { isLessonState, longestLesson } from "./lesson.js";
import type { StoredLesson } from "./lesson.js";

/**
 * The lessons that the lines of a store leave behind, in the order in which their state was last set. Each line is a
 * lesson as it was proposed, or a new state of one: `{"id":"never-tested-3f2a","state":"accepted"}`. Other lines are
 * passed over, so that a half-written one, or one of a later version, does no harm.
 */
export function lessonsOf(lines: string): StoredLesson[] {
  const lessons = new Map<string, StoredLesson>();
  for (const line of lines.split("\n")) {
    const record = recordIn(line);
    const { id, state } = record;
    if (typeof id !== "string" || !isLessonState(state)) continue;
    const known = lessons.get(id) ?? proposalOf(id, record);
    if (known === null) continue;
    lessons.delete(id);
    lessons.set(id, { ...known, state });
  }
  return [...lessons.values()];
}

/** The line that proposes a lesson. */
export function proposalLine({ id, state, type, text, source }: StoredLesson): string {
  return `${JSON.stringify({ id, state, type, text, source })}\n`;
}

/** The line that gives a lesson another state. */
export function stateLine({ id, state }: Pick<StoredLesson, "id" | "state">): string {
  return `${JSON.stringify({ id, state })}\n`;
}

function proposalOf(id: string, { type, text, source }: Readonly<Record<string, unknown>>): StoredLesson | null {
  if (!/^[a-z0-9-]{1,80}$/.test(id) || typeof type !== "string") return null;
  if (typeof text !== "string" || text.trim() === "" || text.length > longestLesson) return null;
  return { id, state: "proposed", type, text, source: typeof source === "string" ? source : "" };
}

function recordIn(line: string): Readonly<Record<string, unknown>> {
  if (!line.startsWith("{")) return {};
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
