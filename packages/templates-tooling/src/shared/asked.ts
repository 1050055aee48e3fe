import type { Episode } from "@mulligan/core";
import { told } from "@mulligan/core";

/** Whether the task or the user names a file: by its full name, in any case. */
export function readAsked(episode: Episode): (path: string) => boolean {
  let words: string | undefined;
  return (path) => {
    words ??= told(episode).toLowerCase();
    return words.includes(path.slice(path.lastIndexOf("/") + 1).toLowerCase());
  };
}
