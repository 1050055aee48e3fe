import type { Episode } from "@mulligan/core";
import { lessonsFor } from "../lessons/lessons-for.js";
import { answerText as textOf } from "./answer-text.js";
import type { Candidate, Judged } from "./candidates.js";
import { liveRegistry } from "./live-registry.js";

// What the hook needs only when it speaks. In the bundle a loader takes the place of this file.

export { lessonsFor, liveRegistry };

export function answerText(candidate: Candidate, judged: Judged, episode: Episode, types: ReadonlySet<string>): string {
  return textOf(candidate, judged, episode, liveRegistry(types));
}
