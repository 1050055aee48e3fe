import { cleanLine, countWords } from "@mulligan/renderer";
import { longestLesson } from "./lesson.js";
import { readLessons } from "./lesson-store.js";

/** What a session is told of earlier ones. */
export interface LessonText {
  /** Empty where there is nothing to tell, or no room for any of it. */
  readonly text: string;
  /** The lessons that the text holds, in its order. */
  readonly ids: readonly string[];
}

const heading = "Lessons from earlier sessions in this repository:";

/**
 * The accepted lessons of the repository that holds the folder, within a budget in words: whole lessons, the one that was
 * accepted last first. Throws `lessons-failed` where the file cannot be read.
 */
export function lessonsFor(folder: string, budget: number): LessonText {
  const accepted = readLessons(folder).filter(({ state }) => state === "accepted");
  const lines: string[] = [];
  const ids: string[] = [];
  let words = countWords(heading);
  for (const { id, text } of accepted.reverse()) {
    // The file may come with a repository of others: what it holds is a text of theirs.
    const line = `- [${id}] ${cleanLine(text, longestLesson)}`;
    const needed = countWords(line);
    if (words + needed > budget) continue;
    words += needed;
    lines.push(line);
    ids.push(id);
  }
  return { text: lines.length === 0 ? "" : [heading, ...lines].join("\n"), ids };
}
