import type { Walk } from "../walk/walk.js";
import type { FileRecord } from "../walk/file-store.js";
import { fileName } from "../paths/normalise.js";
import type { Piped } from "./context.js";
import { firstLine } from "./text.js";

/** `cp` and `mv`. */
export function copy(walk: Walk, piped: Piped, paths: readonly string[], move: boolean): boolean {
  const target = paths.at(-1);
  if (target === undefined || paths.length < 2 || piped.fallback) return true;
  const sources = paths.slice(0, -1);
  const { output } = piped.answer;
  for (const source of sources) {
    if (/[*?$]/.test(source) || /[$*?]/.test(target)) continue;
    const from = walk.path(source);
    const intoFolder =
      sources.length > 1 || target.endsWith("/") || target === "." || target === ".." || isFolder(walk, target, source);
    const path = walk.path(intoFolder ? `${target}/${fileName(from)}` : target);
    const failedHere =
      piped.answer.broken || (/^(?:cp|mv): /m.test(output) && (output.includes(source) || output.includes(target)));
    const record = walk.files.peek(from);
    if (record?.exists !== true && !/\.\w+$/.test(from)) continue;
    if (failedHere) {
      walk.edit({
        path,
        by: "shell",
        effect: "crashed",
        reason: firstLine(output),
        ...(move ? { kind: "move", from } : {}),
      });
      continue;
    }
    const version = record?.version ?? `start:${from}`;
    const content = record?.content;
    const existed = !walk.isNew(path);
    const back = record !== undefined && record.created && existed && hadBefore(walk, path, version);
    // A backup says nothing new; what the agent wrote elsewhere and puts into place does.
    const brought = !back && existed && record?.created === true ? { added: content } : {};
    if (move) {
      walk.edit({
        path,
        by: back ? "restore" : "shell",
        kind: "move",
        from,
        version,
        content,
        whole: true,
        commentOnly: false,
        ...brought,
      });
      const old = walk.files.get(from);
      old.exists = false;
      old.content = undefined;
    } else {
      walk.seen(from);
      walk.edit({
        path,
        by: back ? "restore" : "shell",
        kind: existed ? "edit" : "create",
        version,
        content,
        whole: true,
        commentOnly: false,
        ...brought,
      });
    }
  }
  return true;
}

/** A text that the file held at an earlier time, and does not hold now: a backup comes back. */
function hadBefore(walk: Walk, path: string, version: FileRecord["version"]): boolean {
  const file = walk.files.get(path);
  return (
    version !== file.version && (version === `start:${path}` || file.history.some((past) => past.version === version))
  );
}

function isFolder(walk: Walk, target: string, source: string): boolean {
  if (/\.\w+$/.test(target)) return false;
  const path = walk.path(target);
  for (const file of walk.files.all()) if (file.path.startsWith(`${path}/`)) return true;
  return /\.\w+$/.test(source) && /^(?:\/tmp|tests?|src|lib|docs?)$/.test(path);
}

export function remove(walk: Walk, piped: Piped, targets: readonly string[]): void {
  if (piped.fallback) return;
  const { output } = piped.answer;
  for (const target of targets) {
    if (/[$]/.test(target)) continue;
    const path = walk.path(target);
    if (/^rm: /m.test(output) && output.includes(`'${target}'`)) continue;
    const pattern = /[*?]/.test(target) ? globPattern(path) : undefined;
    const inside = [...walk.files.all()].filter(
      (file) =>
        file.exists !== false && (pattern !== undefined ? pattern.test(file.path) : file.path.startsWith(`${path}/`)),
    );
    if (inside.length > 0)
      for (const file of inside)
        walk.edit({
          path: file.path,
          by: "shell",
          kind: "delete",
          whole: true,
          removed: file.content,
          commentOnly: false,
        });
    else if (pattern === undefined && walk.files.peek(path)?.exists !== false && /\.\w+$/.test(path))
      walk.edit({
        path,
        by: "shell",
        kind: "delete",
        whole: true,
        removed: walk.files.peek(path)?.content,
        commentOnly: false,
      });
  }
}

function globPattern(path: string): RegExp {
  return new RegExp(
    `^${path
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", "[^/]*")
      .replaceAll("?", "[^/]")}$`,
  );
}
