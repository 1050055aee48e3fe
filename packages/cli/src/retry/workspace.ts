import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface WorkspaceSource {
  /** Absolute; null for an empty folder. */
  readonly folder: string | null;
  /** A git worktree of the folder's HEAD instead of a copy. */
  readonly worktree: boolean;
  /** Absolute; the results, which may lie inside the folder and are not copied. */
  readonly results: string;
}

/** A folder for one attempt alone. Gives back what removes it. */
export async function makeWorkspace(source: WorkspaceSource, target: string): Promise<() => Promise<void>> {
  const { folder, worktree, results } = source;
  if (folder !== null && worktree) {
    await run("git", ["-C", folder, "worktree", "add", "--quiet", "--detach", target, "HEAD"]);
    return async () => void (await run("git", ["-C", folder, "worktree", "remove", "--force", target]));
  }
  await mkdir(target, { recursive: true });
  if (folder !== null) {
    const inside = (path: string) => resolve(path) === results || resolve(path).startsWith(results + sep);
    await cp(folder, target, {
      recursive: true,
      verbatimSymlinks: true,
      preserveTimestamps: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !inside(path),
    });
  }
  return () => rm(target, { recursive: true, force: true, maxRetries: 3 });
}
