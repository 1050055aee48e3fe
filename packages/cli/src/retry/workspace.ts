import { execFile } from "node:child_process";
import { constants, existsSync, lstatSync } from "node:fs";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface WorkspaceSource {
  /** Absolute; null for an empty folder. */
  readonly folder: string | null;
  /** A git worktree of the folder's HEAD instead of a copy. */
  readonly worktree: boolean;
  /** Absolute; the results, which may lie inside the folder and are not copied, nor are earlier ones beside them. */
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
    const own = dirname(results);
    const isOwn = (path: string) =>
      resolve(path) === results || (basename(own) === ".mulligan" && isResults(own, resolve(path)));
    await copy(folder, target, results, (path) => !isOwn(path) && isKept(path));
  }
  return () => rm(target, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the workspaces of attempts that nobody ended: their process was killed. */
export async function removeLeftWorkspaces(results: string, worktreesOf: readonly string[]): Promise<void> {
  const attempts = join(results, "attempts");
  for (const episode of await namesIn(attempts)) {
    for (const attempt of await namesIn(join(attempts, episode)))
      await rm(join(attempts, episode, attempt, "workspace"), { recursive: true, force: true, maxRetries: 3 });
  }
  for (const folder of worktreesOf) await run("git", ["-C", folder, "worktree", "prune"]).catch(() => undefined);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** `cp` refuses to copy a folder that holds the results: such folders are gone through here. */
async function copy(from: string, to: string, results: string, isWanted: (path: string) => boolean): Promise<void> {
  for (const name of await readdir(from)) {
    const path = join(from, name);
    const copied = join(to, name);
    if (!isWanted(path)) continue;
    if (results.startsWith(path + sep)) {
      await mkdir(copied, { recursive: true });
      await copy(path, copied, results, isWanted);
    } else {
      await cp(path, copied, {
        recursive: true,
        verbatimSymlinks: true,
        preserveTimestamps: true,
        mode: constants.COPYFILE_FICLONE,
        filter: isWanted,
      });
    }
  }
}

/** Sockets and pipes of running programs cannot be copied. */
function isKept(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (stats.isFile() || stats.isDirectory() || stats.isSymbolicLink());
}

/** Results of another task or campaign. */
function isResults(folder: string, path: string): boolean {
  return dirname(path) === folder && existsSync(join(path, "ledger.db"));
}
