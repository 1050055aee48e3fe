/** One file of a submitted patch. */
export interface PatchFile {
  /** The new path; of a deleted file the old one. */
  readonly path: string;
  readonly change: "added" | "deleted" | "modified" | "moved";
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly binary: boolean;
}

interface OpenFile extends PatchFile {
  path: string;
  change: PatchFile["change"];
  readonly added: string[];
  readonly removed: string[];
  binary: boolean;
}

const gitHeader = /^diff --git (?:"a\/((?:[^"\\]|\\.)*)"|a\/(.*?)) (?:"b\/((?:[^"\\]|\\.)*)"|b\/(.*))$/;
const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/**
 * The files of a unified diff, in its order; empty for an empty text, null for a text that is no patch (an answer in words, a
 * flag). Hunks are read by their counted lines, so that content which looks like a header stays content.
 */
export function readPatch(text: string): readonly PatchFile[] | null {
  if (text.trim() === "") return [];
  const files: OpenFile[] = [];
  let file: OpenFile | undefined;
  let ofGit = false;
  let oldPath = "";
  let oldLines = 0;
  let newLines = 0;
  for (const line of text.split("\n")) {
    if (file !== undefined && (oldLines > 0 || newLines > 0)) {
      if (line.startsWith("+")) {
        file.added.push(withoutReturn(line));
        newLines -= 1;
      } else if (line.startsWith("-")) {
        file.removed.push(withoutReturn(line));
        oldLines -= 1;
      } else if (!line.startsWith("\\")) {
        oldLines -= 1;
        newLines -= 1;
      }
      continue;
    }
    const hunk = file === undefined ? null : hunkHeader.exec(line);
    if (hunk !== null) {
      oldLines = Number(hunk[1] ?? 1);
      newLines = Number(hunk[2] ?? 1);
      continue;
    }
    const header = line.startsWith("diff --git ") ? gitHeader.exec(line) : null;
    if (header !== null) {
      file = opened(unquoted(header[3], header[4]));
      files.push(file);
      ofGit = true;
    } else if (line.startsWith("--- ")) {
      oldPath = pathOf(line);
    } else if (line.startsWith("+++ ")) {
      const path = pathOf(line);
      if (!ofGit) {
        file = opened(path === nothing ? oldPath : path);
        files.push(file);
      }
      if (file !== undefined && oldPath === nothing) file.change = "added";
      if (file !== undefined && path === nothing) file.change = "deleted";
    } else if (file !== undefined) readExtendedHeader(line, file);
  }
  return files.length === 0 ? null : files;
}

const nothing = "/dev/null";

function opened(path: string): OpenFile {
  return { path, change: "modified", added: [], removed: [], binary: false };
}

function readExtendedHeader(line: string, file: OpenFile): void {
  if (line.startsWith("new file mode")) file.change = "added";
  else if (line.startsWith("deleted file mode")) file.change = "deleted";
  else if (line.startsWith("rename to ")) file.change = "moved";
  else if (line.startsWith("Binary files ") || line.startsWith("GIT binary patch")) file.binary = true;
}

/** Of `--- a/x` and `+++ b/x`, with what some tools put behind a tab. */
function pathOf(line: string): string {
  const [name = ""] = line.slice(4).split("\t", 1);
  return name
    .trim()
    .replaceAll(/^"|"$/g, "")
    .replace(/^[ab]\//, "");
}

function unquoted(quoted: string | undefined, plain: string | undefined): string {
  return quoted === undefined ? withoutReturn(` ${plain ?? ""}`) : quoted.replaceAll(/\\(["\\])/g, "$1");
}

/** Drops the mark at the start and a carriage return at the end. */
function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(1, -1) : line.slice(1);
}
