/** Tags that frame prompts: this package's own, and those that models take for a change of speaker. */
const ownTags = /<(\s*\/?\s*previous_attempt(?:_lessons)?\b[^<>\n]{0,80})>?/gi;
const roleTags =
  /(?<!\w)<(\/?(?:system|assistant|user|human|system[-_]reminder|instructions|start_of_turn|end_of_turn|function_calls|function_results|tool_calls?|tool_results?))>/g;
const specialTokens = /<\|([A-Za-z0-9_]{1,40})\|>/g;
const instructionMarks = /\[(\/?INST)\]|<<(\/?SYS)>>/g;
const roleLines = /^([ \t]{0,8})(Human|Assistant|System|User|HUMAN|ASSISTANT|SYSTEM|USER):/gm;

/** Takes their power from tags and role marks in a text of the run: the words stay, in other brackets. */
export function neutralTags(text: string): string {
  let neutral = text;
  if (neutral.includes("<")) {
    neutral = neutral.replace(ownTags, "[$1]").replace(roleTags, "[$1]").replace(specialTokens, "[|$1|]");
  }
  if (neutral.includes("INST]") || neutral.includes("SYS>>")) {
    neutral = neutral.replace(instructionMarks, (_, square?: string, angle?: string) => `(${square ?? angle})`);
  }
  return neutral.includes(":") ? neutral.replace(roleLines, "$1[$2]:") : neutral;
}
