import type { Episode } from "../../model/episode.js";
import type { Verification } from "../facts.js";

const asserts =
  /\bassert\w*|\braise\b|\bthrow\b|\bexpect\w*\s*\(|\bexit\s*\(\s*[1-9a-z]|\bpanic!?\(|\bt\.(?:Error|Fatal)|\bfail(?:ed|ure)?\b|\bwrong\b|\bincorrect\b|\bexpected\b|[✗✘❌]|!==?|\bexit 1\b/i;

/** A condition, or two operands with a sign of equality between them; a banner of equals signs is neither. */
const compares =
  /^\s*(?:\}\s*else\s+|el)?if\b|\sif\s.*\selse\s|(?<!\\)[\w)\]]\s*==(?!=)\s*[\w("'[{-]|[\w)\]]\s(?:===|!==)\s[\w("'[{-]/m;
const entryPoint = /\bif\s+__name__\s*==.*/g;

/** The scripts relied upon print what they get and compare it with nothing. False where a text is not known. */
export function onlyPrint(episode: Episode, relied: readonly Verification[]): boolean {
  return (
    relied.length > 0 &&
    relied.every(({ action, step }) => {
      if (action.kind !== "check" || action.checks !== "script") return false;
      const text = scriptText(episode, action.script, step);
      return text !== "" && !asserts.test(text) && !compares.test(text.replaceAll(entryPoint, ""));
    })
  );
}

function scriptText(episode: Episode, script: string | undefined, step: number): string {
  if (script === undefined) return episode.steps[step - 1]?.command ?? "";
  return episode.steps
    .slice(0, step)
    .flatMap(({ actions }) => actions)
    .map((action) =>
      (action.kind === "create" || action.kind === "edit") && action.path === script ? (action.added ?? "") : "",
    )
    .join("\n")
    .trim();
}
