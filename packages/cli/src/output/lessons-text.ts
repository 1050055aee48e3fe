import { cleanText } from "@mulligan/renderer";
import type { StoredLesson } from "../lessons/lesson.js";
import type { Style } from "./style.js";
import { wrap } from "./text.js";

/** The lessons for a person, the one that changed last first. */
export function lessonsText(lessons: readonly StoredLesson[], style: Style): string {
  if (lessons.length === 0) return "No lessons yet: `mulligan lessons add RUN` proposes one.\n";
  const entries = lessons.toReversed().map(({ id, state, text, source }) => {
    const origin = source === "" ? "" : style.dim(` (from ${cleanText(source)})`);
    return `${state.padEnd("accepted".length)} ${style.bold(id)}${origin}\n${wrap(cleanText(text), style.width, "  ")}`;
  });
  return `${entries.join("\n")}\n`;
}
