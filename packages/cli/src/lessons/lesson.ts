/** What the user decided about a lesson. A removed one is not proposed again by itself. */
export type LessonState = "proposed" | "accepted" | "removed";

/** A sentence or two that later sessions of this repository may be told. */
export interface StoredLesson {
  /** The type's name and four hexadecimal digits of the text: `never-tested-3f2a`. */
  readonly id: string;
  readonly state: LessonState;
  /** `namespace/TYPE`. */
  readonly type: string;
  readonly text: string;
  /** The recording that it was learned from. */
  readonly source: string;
}

/** A lesson is a sentence or two; what is longer is no lesson, or not one that was written by this command. */
export const longestLesson = 600;

export function isLessonState(value: unknown): value is LessonState {
  return value === "proposed" || value === "accepted" || value === "removed";
}
