// Tags that frame prompts: this package's own, and what chat formats and models take for a change of speaker or turn.

const ownTags = /[<＜﹤](\s{0,20}[/\\]?\s{0,20}previous_attempt(?:_lessons)?\b[^<>＜＞\n]{0,80})[>＞﹥]?/gi;
/** Not the parameters of a type, as in `List<system>`. */
const roleTags =
  /(?<!\b[A-Z]\w{0,30})<(\/?(?:antml:)?(?:system|developer|assistant|user|human|model|bot|system[-_](?:reminder|prompt|message)|instructions?|start_of_turn|end_of_turn|function_(?:calls|results)|function|invoke|parameter|tools?|tool_(?:calls?|results?|responses?|code|outputs?)|think|thinking|reasoning|s|bos|eos|pad|unk|sop|eop|mask|extra_id_\d{1,3}|[BE]OS_TOKEN)(?:\s[^<>\n]{0,120})?\/?)>/g;
/** `<|im_start|>`, also with the wide bars of DeepSeek. */
const specialTokens = /<([|｜])([\w .:/▁-]{1,60})\1>/g;
const promptMarks = /<<<((?:dotprompt|role|system|user|model)\b[^<>\n]{0,80})>>>/g;
const instructionMarks =
  /\[(\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|MODEL_SETTINGS|gMASK|sMASK|MASK|CLS|SEP))\]|<<(\/?SYS)>>/g;
const speakers = "Human|Assistant|System|User|Developer|HUMAN|ASSISTANT|SYSTEM|USER|DEVELOPER";
const roleLines = new RegExp(`^([ \\t>*_#]{0,12})(${speakers})([*_]{0,2}[ \\t]?):`, "gm");
const headings = new RegExp(
  `^([ \\t>]{0,8}#{2,6}[ \\t]{1,4})(Instruction|Response|Input|${speakers})\\b(?=[^\\n\\]]{0,2}$)`,
  "gm",
);

/** Takes their power from tags and role marks in a text of the run: the words stay, in other brackets. */
export function neutralTags(text: string): string {
  let neutral = text;
  if (opening.test(neutral)) {
    neutral = neutral
      .replace(ownTags, "[$1]")
      .replace(promptMarks, "[$1]")
      .replace(specialTokens, "[|$2|]")
      .replace(roleTags, "[$1]");
  }
  if (neutral.includes("]") || neutral.includes("SYS>>")) {
    neutral = neutral.replace(instructionMarks, (_, square?: string, angle?: string) => `(${square ?? angle})`);
  }
  if (neutral.includes(":")) neutral = neutral.replace(roleLines, "$1[$2]$3:");
  return neutral.includes("##") ? neutral.replace(headings, "$1[$2]") : neutral;
}

const opening = /[<＜﹤]/;

/** The tags that frame the addons, in a text that is to stand inside one: a last look at what templates put together. */
export function withoutOwnTags(text: string): string {
  return text.includes("previous_attempt") ? text.replace(ownTags, "[$1]") : text;
}
