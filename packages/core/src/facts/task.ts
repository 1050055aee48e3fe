import type { Episode } from "../model/episode.js";
import type { Edits } from "./edits.js";

const change =
  /\b(?:fix|implement|add|change|refactor|update|remove|rename|replace|resolve|solve|support|correct|rewrite|migrate|port|optimi[sz]e|improve|create|write|build|make|bug|issue|traceback|expected behaviou?r|actual behaviou?r|should|patch|pull request)\b/i;
const testsOnly =
  /\b(?:write|add|create|extend|improve|fix|mend|repair)\b(?:\s+[\w-]+){0,4}\s+(?:unit |integration |regression |failing )?tests?\b/i;
const question =
  /^\s*(?:what|why|how|where|who|which|when|explain|describe|review|investigate|analy[sz]e|look at|is|are|does|do|can|could|would)\b/i;

/** Whether the task asks for a change of product files. A run that changed them took it for one. */
export function isEditTask(episode: Episode, edits: Edits): boolean {
  if (edits.product.length > 0) return true;
  // A submitted patch, even an empty one, is what the harness asked for.
  if (episode.submission !== undefined) return true;
  const task = episode.task.slice(0, 4_000);
  if (task.trim() === "") return false;
  if (task.length < 400 && (question.test(task) || testsOnly.test(task))) return false;
  return change.test(task);
}
