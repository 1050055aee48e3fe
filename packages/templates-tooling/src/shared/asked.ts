import type { Episode } from "@mulligan/core";

/** Whether the task or the user names a file: by its full name, in any case. */
export function readAsked({ task, events }: Episode): (path: string) => boolean {
  let told: string | undefined;
  return (path) => {
    told ??= [task, ...events.map((event) => (event.kind === "user" ? event.text : ""))].join("\n").toLowerCase();
    return told.includes(path.slice(path.lastIndexOf("/") + 1).toLowerCase());
  };
}
