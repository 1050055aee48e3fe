import type { EditAction } from "@mulligan/core";
import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { applyPatchText } from "../commands/patch-commands.js";
import { readUnifiedDiff } from "../edits/patch.js";
import { argumentsOf, pathOf, type Arguments } from "./arguments.js";

/** The patch that a call brings along. */
export function patchText(call: RecordedCall, input: Arguments): string | undefined {
  if (typeof call.input === "string") return call.input;
  return [input["patchText"], input["patch"], input["input"], input["diff"], input["changes"], input["command"]].find(
    (value): value is string => typeof value === "string" && /^\*\*\* |^@@|^--- |^diff /m.test(value),
  );
}

/** A patch as text, or a list of what it changed. */
export function runPatchTool(walk: Walk, call: RecordedCall, input: Arguments): void {
  const text = patchText(call, input);
  if (text !== undefined) {
    applyPatchText(
      walk,
      text,
      call.observation,
      call.status === "error" || (call.exitCode !== null && call.exitCode !== 0),
    );
    return;
  }
  // Some recordings keep only which files changed.
  const changes = Array.isArray(input["changes"])
    ? input["changes"].map(argumentsOf)
    : Object.entries(argumentsOf(input["changes"])).map(([path, change]) => ({ path, ...argumentsOf(change) }));
  const effect = call.status === "error" ? "rejected" : "changed";
  for (const change of changes as Arguments[]) {
    const path = pathOf(change);
    if (path === undefined) continue;
    const type = change["kind"] ?? change["type"];
    const kind: EditAction["kind"] =
      type === "add" || type === "create" || "add" in change
        ? "create"
        : type === "delete" || "delete" in change
          ? "delete"
          : "edit";
    const diff = [change["unified_diff"], change["diff"]].find((value): value is string => typeof value === "string");
    const read = diff === undefined ? undefined : readUnifiedDiff(`--- a/x\n+++ b/x\n${diff}`)[0];
    walk.edit({
      path: walk.path(path),
      by: "patch",
      kind,
      effect,
      added: read?.added,
      removed: read?.removed,
      whole: kind !== "edit",
    });
  }
  if (changes.length === 0) walk.emit({ kind: "other" });
}
