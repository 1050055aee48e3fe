import type { Episode } from "../../model/episode.js";
import type { Verification } from "../facts.js";

const asserts =
  /\bassert\w*|\braise\b|\bthrow\b|\bexpect\w*\s*\(|\bexit\s*\(\s*[1-9a-z]|\bpanic!?\(|\bt\.(?:Error|Fatal)|\bfail(?:ed|ure)?\b|\bwrong\b|\bincorrect\b|\bexpected\b|[✗✘❌]|!==?|\bexit 1\b/i;

/** The scripts relied upon print what they get and compare it with nothing. False where a text is not known. */
export function onlyPrint(episode: Episode, relied: readonly Verification[]): boolean {
  return (
    relied.length > 0 &&
    relied.every(({ action, step }) => {
      if (action.kind !== "check" || action.checks !== "script") return false;
      const text = scriptText(episode, action.script, step);
      return text !== "" && !asserts.test(text);
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
