import type { Episode } from "@mulligan/core";

/** Whether the task or the user names a file: by its full name, in any case. */
export function readAsked({ task, events }: Episode): (path: string) => boolean {
  const told = [task, ...events.map((event) => (event.kind === "user" ? event.text : ""))].join("\n").toLowerCase();
  return (path) => told.includes(path.slice(path.lastIndexOf("/") + 1).toLowerCase());
}
