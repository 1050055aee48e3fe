import type { Action, EditAction } from "../model/action.js";
import type { Episode } from "../model/episode.js";
import type { FileEdit } from "./facts.js";

export interface Edits {
  readonly product: readonly FileEdit[];
  readonly test: readonly FileEdit[];
  readonly scratch: readonly { readonly step: number; readonly path: string }[];
  readonly failed: readonly FileEdit[];
  /** Product edits that change more than comments and documents, with their place among all actions. */
  readonly code: readonly { readonly edit: FileEdit; readonly order: number }[];
}

const documentation =
  /\.(?:md|mdx|rst|txt|adoc|asciidoc|org|pod)$|(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE|README|CHANGELOG|CHANGES|AUTHORS|CONTRIBUTORS)$/i;

export function isEdit(action: Action): action is EditAction {
  return action.kind === "edit" || action.kind === "create" || action.kind === "delete" || action.kind === "move";
}

/** True for edits that changed more than comments, docstrings and documents. */
export function isCodeEdit(action: EditAction): boolean {
  return !action.commentOnly && !documentation.test(action.path);
}

export function collectEdits(episode: Episode): Edits {
  const product = new OncePerStep();
  const test = new OncePerStep();
  const failed = new OncePerStep();
  const scratch: { step: number; path: string }[] = [];
  const scratchSeen = new Set<string>();
  const code: { edit: FileEdit; order: number }[] = [];
  let order = 0;
  for (const step of episode.steps) {
    for (const action of step.actions) {
      order += 1;
      if (!isEdit(action)) continue;
      const edit: FileEdit = { step: step.number, path: action.path, action };
      const concerned = action.pathClass === "product" || action.pathClass === "test";
      if (action.effect === "changed") {
        if (action.pathClass === "product") {
          product.add(edit);
          if (isCodeEdit(action)) code.push({ edit, order });
        } else if (action.pathClass === "test") {
          test.add(edit);
        } else if (action.pathClass === "scratch" && action.kind !== "delete" && !scratchSeen.has(action.path)) {
          scratchSeen.add(action.path);
          scratch.push({ step: step.number, path: action.path });
        }
      } else if (action.effect !== "unchanged" && concerned) {
        failed.add(edit);
      }
    }
  }
  return { product: product.edits, test: test.edits, scratch, failed: failed.edits, code };
}

class OncePerStep {
  readonly edits: FileEdit[] = [];

  add(edit: FileEdit): void {
    for (let index = this.edits.length - 1; index >= 0; index -= 1) {
      const other = this.edits[index];
      if (other === undefined || other.step !== edit.step) break;
      if (other.path === edit.path) return;
    }
    this.edits.push(edit);
  }
}
