/** A change of one file in a patch. */
export interface PatchedFile {
  readonly path: string;
  readonly kind: "edit" | "create" | "delete" | "move";
  readonly from?: string;
  readonly added: string;
  readonly removed: string;
  /** Line ranges of the hunks in the new file, where the patch tells. */
  readonly shown: readonly { readonly from: number; readonly to: number }[];
}

interface Building {
  path: string;
  kind: PatchedFile["kind"];
  from?: string;
  added: string[];
  removed: string[];
  shown: { from: number; to: number }[];
}

const beginMark = /^\*\*\* (Add|Update|Delete) File: (.+)$/;

/** `*** Begin Patch` … `*** End Patch`, as `apply_patch` takes it. */
export function readApplyPatch(text: string): readonly PatchedFile[] {
  const files: Building[] = [];
  let current: Building | undefined;
  for (const line of text.split("\n")) {
    const head = line.startsWith("*** ") ? beginMark.exec(line.trimEnd()) : null;
    if (head !== null) {
      current = {
        path: head[2]!.trim(),
        kind: head[1] === "Add" ? "create" : head[1] === "Delete" ? "delete" : "edit",
        added: [],
        removed: [],
        shown: [],
      };
      files.push(current);
    } else if (line.startsWith("*** Move to: ") && current !== undefined) {
      current.from = current.path;
      current.path = line.slice(13).trim();
      current.kind = "move";
    } else if (line.startsWith("*** End Patch")) {
      current = undefined;
    } else if (current !== undefined) {
      if (line.startsWith("+")) current.added.push(line.slice(1));
      else if (line.startsWith("-")) current.removed.push(line.slice(1));
    }
  }
  return files.map(finish);
}

const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/** A unified diff, with or without git's headings. Stops growing at `limit` files. */
export function readUnifiedDiff(text: string, limit = 200): readonly PatchedFile[] {
  const files: Building[] = [];
  let current: Building | undefined;
  let oldPath = "";
  let renamed: string | undefined;
  for (const line of text.split("\n")) {
    if (line.startsWith("diff --git ")) {
      current = undefined;
      renamed = undefined;
      oldPath = "";
    } else if (line.startsWith("rename from ")) {
      renamed = line.slice(12).trim();
    } else if (line.startsWith("rename to ") && renamed !== undefined) {
      current = { path: line.slice(10).trim(), kind: "move", from: renamed, added: [], removed: [], shown: [] };
      files.push(current);
    } else if (
      line.startsWith("--- ") &&
      (current === undefined || !line.startsWith("--- a/") || current.shown.length > 0)
    ) {
      oldPath = headPath(line);
    } else if (line.startsWith("+++ ") && (oldPath !== "" || current === undefined)) {
      const path = headPath(line);
      if (files.length >= limit) break;
      if (current === undefined || current.kind !== "move" || current.shown.length > 0) {
        current =
          path === "/dev/null"
            ? { path: oldPath, kind: "delete", added: [], removed: [], shown: [] }
            : { path, kind: oldPath === "/dev/null" ? "create" : "edit", added: [], removed: [], shown: [] };
        files.push(current);
      }
      oldPath = "";
    } else if (current !== undefined) {
      if (line.startsWith("@@")) {
        const match = hunk.exec(line);
        if (match !== null) {
          const from = Number(match[1]);
          current.shown.push({ from, to: from + Math.max(1, Number(match[2] ?? 1)) - 1 });
        }
      } else if (line.startsWith("+")) current.added.push(line.slice(1));
      else if (line.startsWith("-")) current.removed.push(line.slice(1));
    }
  }
  return files.map(finish);
}

function headPath(line: string): string {
  let path = line.slice(4);
  const tab = path.indexOf("\t");
  if (tab >= 0) path = path.slice(0, tab);
  path = path.trim().replace(/^"(.*)"$/, "$1");
  return path === "/dev/null" ? path : path.replace(/^[abiwco]\//, "");
}

function finish(file: Building): PatchedFile {
  return { ...file, added: file.added.join("\n"), removed: file.removed.join("\n") };
}
