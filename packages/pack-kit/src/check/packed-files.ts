import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { notPackedError } from "../errors.js";

/** Paths of the files that a pack's tarball would hold, relative to its folder. */
export type ListPackedFiles = (directory: string) => Promise<readonly string[]>;

/** As npm says; its scripts do not run. @throws MulliganError `not-packed`. */
export const listPackedFiles: ListPackedFiles = (directory) =>
  new Promise((resolveFiles, reject) => {
    const windows = process.platform === "win32";
    const commandArguments = ["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"];
    execFile("npm", commandArguments, { cwd: directory, shell: windows }, (error, output, errors) => {
      const files = filesIn(output);
      if (files === null) reject(notPackedError(errors.trim() || error?.message || "it printed no list of files"));
      else resolveFiles(files);
    });
  });

/** npm 11 and earlier print a list of packages, later ones an object by name. */
function filesIn(output: string): string[] | null {
  try {
    const printed: unknown = JSON.parse(output);
    const [first] = Object.values(printed as object) as { readonly files: readonly { readonly path: string }[] }[];
    return first!.files.map(({ path }) => path);
  } catch {
    return null;
  }
}

/** pnpm puts members of publishConfig in place of the package's own; npm does not. */
export function isPublishedByPnpm(directory: string): boolean {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (["pnpm-workspace.yaml", "pnpm-lock.yaml"].some((file) => existsSync(join(folder, file)))) return true;
    if (existsSync(join(folder, "package-lock.json")) || dirname(folder) === folder) return false;
  }
}
