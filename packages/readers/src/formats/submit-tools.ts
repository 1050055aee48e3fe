import { recordOf, textIn } from "../json.js";

/** Tools with which an agent hands in its work. */
export const submitTools: ReadonlySet<string> = new Set([
  "submit",
  "finish",
  "attempt_completion",
  "complete_task",
  "mark_task_complete",
  "task_complete",
]);

/** The message that goes with handing in. */
export function submitText(input: unknown): string {
  const values = recordOf(input);
  return (
    textIn(values["result"]) ??
    textIn(values["message"]) ??
    textIn(values["final_thought"]) ??
    textIn(values["summary"]) ??
    textIn(values["answer"]) ??
    ""
  );
}
