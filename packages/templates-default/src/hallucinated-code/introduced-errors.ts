import type {
  CheckAction,
  DetectContext,
  EditAction,
  Episode,
  ErrorSignature,
  RunAction,
  TestAction,
} from "@mulligan/core";
import { isCodeEdit, told } from "@mulligan/core";
import { shownBefore } from "../evidence/shown-before.js";
import type { Claim } from "./claim.js";
import { errorText, namedError } from "./error-kinds.js";
import type { NamedError } from "./error-kinds.js";

interface Edit {
  readonly step: number;
  readonly action: EditAction;
}

/** Errors of an execution that name something which a product edit before it brought in. */
export function introducedErrors(episode: Episode, { facts }: Pick<DetectContext, "facts">): Claim[] {
  const edits: Edit[] = [];
  const claims = new Map<string, Claim>();
  const earlier = new Set<string>();
  for (const { number: step, actions } of episode.steps) {
    for (const action of actions) {
      if (action.kind === "test" || action.kind === "check" || action.kind === "run") {
        if (action.error !== undefined && action.tree === "current") judge(step, action, action.error);
      } else if (
        (action.kind === "edit" || action.kind === "create" || action.kind === "move") &&
        action.effect === "changed" &&
        action.pathClass === "product" &&
        isCodeEdit(action)
      ) {
        edits.push({ step, action });
      }
    }
  }
  return [...claims.values()];

  function judge(step: number, execution: TestAction | CheckAction | RunAction, error: ErrorSignature): void {
    const text = errorText(error);
    const claim = claims.get(text);
    if (claim !== undefined) claim.lastShown = step;
    if (earlier.has(text)) return;
    earlier.add(text);
    const named = edits.length === 0 ? null : namedError(error);
    if (named === null) return;
    if (error.message !== "" && told(episode).includes(error.message)) return;
    if (named.kind === "module" && !isOwnModule(named.symbol, facts.files)) return;
    const edit = introducingEdit(episode, edits, error, named);
    if (edit === undefined) return;
    claims.set(text, {
      lastShown: step,
      data: {
        kind: named.kind === "syntax" ? "syntax" : "name",
        symbol: named.symbol === "" ? null : named.symbol,
        error: text,
        path: edit.action.path,
        editStep: edit.step,
        failStep: step,
        command: execution.command,
        failedBefore: null,
        failedAfter: null,
        newFailures: [],
      },
    });
  }
}

/**
 * The last edit that brought the name in. The error has to come from an edited file where a place is told; what an edit
 * took out as well was there before, and a member or module that any output had shown is not made up.
 */
function introducingEdit(
  episode: Episode,
  edits: readonly Edit[],
  { path }: ErrorSignature,
  named: NamedError,
): Edit | undefined {
  const inPlace = path === undefined ? edits : edits.filter(({ action }) => action.path === path);
  if (named.symbol === "") return path === undefined ? undefined : inPlace.at(-1);
  return inPlace.findLast(({ step, action: { added, removed } }) => {
    // Neither the text of the edit nor the place of the error is known: nothing ties the one to the other.
    if (added === undefined && path === undefined) return false;
    if (added !== undefined && (!hasWord(added, named.symbol) || hasWord(removed ?? "", named.symbol))) return false;
    const local = named.kind === "undefined" && path !== undefined && added !== undefined;
    return local || !shownBefore(episode, step, lastPart(named.symbol));
  });
}

function hasWord(text: string, symbol: string): boolean {
  const word = lastPart(symbol);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isWord(text[at - 1]) && !isWord(text[at + word.length])) return true;
  }
  return false;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character);
}

/** `pkg.sub.name` → `name`. */
function lastPart(symbol: string): string {
  return symbol.split(/[./:\\]+/).findLast((part) => part !== "") ?? symbol;
}

/** A module of the repository itself, or a relative one; anything else may just not be installed. */
function isOwnModule(symbol: string, files: DetectContext["facts"]["files"]): boolean {
  if (symbol.startsWith(".") || symbol.startsWith("crate")) return true;
  const [first] = symbol.split(/[./:]/);
  for (const path of files.keys()) {
    const segments = path.split("/");
    if (segments.slice(0, 3).some((segment) => segment === first || segment.replace(/\.\w+$/, "") === first))
      return true;
  }
  return false;
}
