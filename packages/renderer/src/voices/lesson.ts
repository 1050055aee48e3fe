import type { ImprovementPlan, OmittedPart, Registry } from "@mulligan/core";
import { hasQuote } from "../plan/count-words.js";

/** What a project's standing instructions (AGENTS.md, CLAUDE.md) can keep of a plan. */
export interface Lesson {
  /** `namespace/TYPE`: a project has one lesson of a type. */
  readonly id: string;
  /** Two lines of Markdown: a comment with the id, and the lesson as a list item. */
  readonly text: string;
}

/** Null where the plan tells the agent nothing. */
export function lessonOf(plan: ImprovementPlan, registry: Registry): Lesson | null {
  if (plan.systemPromptAddon === "" && plan.userContextAddon === "") return null;
  const meta = registry.get(plan.primaryId)?.strategy.meta;
  // What is said in place of repeated advice speaks of the attempts, and so does advice that quotes output.
  const passing = hasQuote(plan.improvedStrategy) || plan.omitted.some(isReplaced);
  const advice = passing ? "" : plan.improvedStrategy.replaceAll(/\s+/g, " ").trim();
  const said = advice === "" ? (meta?.summary ?? plan.whatWentWrong.replaceAll(/\s+/g, " ")) : advice;
  const id = plan.primaryId;
  return { id, text: `${markOf(id)}\n- ${meta?.title ?? plan.failureType}: ${said}` };
}

/** The document with the lesson at its end, or null where it holds a lesson with this id already. */
export function withLesson(document: string, { id, text }: Lesson): string | null {
  if (document.includes(markOf(id))) return null;
  const newline = document.includes("\r\n") ? "\r\n" : "\n";
  const gap = document === "" || document.endsWith("\n\n") ? "" : document.endsWith("\n") ? newline : newline + newline;
  return `${document}${gap}${text.replaceAll("\n", newline)}${newline}`;
}

function isReplaced({ slot, reason }: OmittedPart): boolean {
  return slot === "improvedStrategy" && (reason === "repeated" || reason === "fresh-start");
}

function markOf(id: string): string {
  return `<!-- mulligan ${id} -->`;
}
