import type { EditEffect } from "@mulligan/core";

interface Answer {
  readonly effect: EditEffect;
  readonly reason?: string;
}

const rejections: readonly RegExp[] = [
  /^\[?Your (?:proposed )?edit has introduced new syntax error.*$/m,
  /^Your changes have NOT been applied.*$/m,
  /String to replace not found in file\.?/,
  /Found \d+ matches of the string to replace[^\n]*/,
  /No replacement was performed[^\n]*/,
  /(?:old_str|old_string|oldString|search (?:text|string|block))[^\n]{0,80}(?:not found|did not (?:appear|match)|does not (?:appear|match|exist)|not unique|must be unique)[^\n]*/i,
  /(?:Could not|Couldn't|Failed to|Unable to) (?:find|locate|match|apply|edit)[^\n]*/i,
  /File has not been read yet[^\n]*/,
  /File has been (?:modified|unexpectedly modified)[^\n]*since[^\n]*/,
  /(?:apply_patch )?verification failed[^\n]*/,
  /Failed to find (?:expected lines|context)[^\n]*/,
  /Invalid (?:Context|patch|hunk)[^\n]*/i,
  /error: patch failed: [^\n]*/,
  /error: [^\n]*: patch does not apply/,
  /Hunk #\d+ FAILED[^\n]*/,
  /\b\d+ out of \d+ hunks? (?:FAILED|failed)[^\n]*/,
  /patch: \*{4} [^\n]*/,
  /error: (?:corrupt patch|No valid patches|unrecognized input|[^\n]*: No such file or directory|[^\n]*does not exist in index|[^\n]*already exists in working directory)[^\n]*/,
  /can't find file to patch[^\n]*/,
  /File (?:does not exist|not found)[^\n]*/,
  /No changes to (?:make|apply)[^\n]*/,
  /0 occurrences found[^\n]*|Expected \d+ occurrences?[^\n]*|Failed to edit[^\n]*/,
  /Text not found[^\n]*/,
  /No exact match found in[^\n]*/,
  /Ran into [^\n]* while trying to [^\n]*/,
  /Invalid `\w+` parameter[^\n]*/,
  /EISDIR|EACCES: [^\n]*/,
];

const unchangedWords =
  /old_string and new_string are (?:exactly )?(?:the same|identical)|No changes to (?:make|apply)|oldString and newString must be different|`new_str` and `old_str` must be different/i;

/** What the answer of an editor tool says. `error`: the tool itself marked the answer as an error. */
export function readEditAnswer(observation: string, error: boolean): Answer {
  const head = observation.length > 4000 ? `${observation.slice(0, 2500)}\n${observation.slice(-1500)}` : observation;
  if (
    head.includes("File updated. Please review") ||
    head.includes("\nFile updated.") ||
    head.startsWith("File updated.")
  )
    return { effect: "changed" };
  const text = error || quotesEdit(head) ? head : head.slice(0, lineEnd(head, headlines));
  for (const pattern of rejections) {
    const match = pattern.exec(text);
    if (match !== null) {
      if (!error && !isHeadline(text, match.index)) continue;
      return { effect: "rejected", reason: firstLine(match[0]) };
    }
  }
  if (error) return { effect: "rejected", reason: firstLine(head) };
  return { effect: "changed" };
}

export function saysUnchanged(observation: string): boolean {
  return unchangedWords.test(observation.slice(0, 600));
}

/** Characters at the start that are the tool's own words. */
const headlines = 240;

/** SWE-agent's editor speaks further down, too. */
function quotesEdit(text: string): boolean {
  return text.includes("Your changes have NOT been applied") || text.includes("Your proposed edit");
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Edit tools also echo file content, in which such words may stand: only the first lines speak for the tool. */
function isHeadline(text: string, index: number): boolean {
  return (
    index < headlines ||
    /Your changes have NOT been applied/.test(text) ||
    /^Your proposed edit/m.test(text.slice(index, index + 60))
  );
}

function firstLine(text: string): string {
  return (
    text
      .replaceAll(/<\/?tool_use_error>/g, "")
      .trim()
      .split("\n", 1)[0] ?? ""
  ).slice(0, 200);
}
