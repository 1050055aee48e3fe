import { createHash } from "node:crypto";
import type { ImprovementPlan, Registry } from "@mulligan/core";
import { cleanLine, lessonOf } from "@mulligan/renderer";
import { longestLesson } from "./lesson.js";
import type { StoredLesson } from "./lesson.js";

/** What a plan says that holds beyond its own run; null where it tells the agent nothing. */
export function proposedLesson(plan: ImprovementPlan, registry: Registry, source: string): StoredLesson | null {
  const lesson = lessonOf(plan, registry);
  if (lesson === null) return null;
  // The mark of the document's format comes first, and is not part of what is said.
  const text = cleanLine(lesson.text.slice(lesson.text.indexOf("\n- ") + 3), longestLesson);
  return { id: idOf(lesson.id, text), state: "proposed", type: lesson.id, text, source: cleanLine(source, 200) };
}

function idOf(type: string, text: string): string {
  const name = type
    .slice(type.indexOf("/") + 1)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60);
  return `${name}-${createHash("sha256").update(`${type}\n${text}`).digest("hex").slice(0, 4)}`;
}
