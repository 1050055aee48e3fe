import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The nearest folder upwards that git knows as a repository or a worktree; the folder itself where there is none. */
export function repositoryRoot(folder: string): string {
  const start = resolve(folder);
  for (let current = start; ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return start;
  }
}
