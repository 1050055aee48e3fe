import { isDefaultMask, mask } from "./masking.js";
import { neutralTags } from "./neutral-tags.js";
import { mayHoldToken } from "./secrets.js";

// oxlint-disable no-control-regex, no-misleading-character-class -- finding such characters is what these are for
const terminalSequences =
  /\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[PX^_][^\x1b\n]*(?:\x1b\\)?|\x1b[ -/]*[0-~]/g;
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const anyControl = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/;

/** Direction marks, zero-width and filler characters, tag characters, variation selectors, halves of pairs. */
const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\u2800\ud800-\udfff\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
/** They only choose between the plain and the coloured form of a sign. */
const presentation = /[\ufe0e\ufe0f]/g;
const anyInvisible = /[^\t\n -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2190-\u27bf\u4e00-\u9fff]/;

/** Short words with one blank or mark between that means nothing to anyone: most paths and commands. No token is so. */
const shortWords = /^\w{1,11}(?:[ .,/+%@~()-]\w{1,11})*$/;
/** The same of words of any length, and with several marks between: it may hold a token. */
const words = /^[\w.,/+%@~()-]+(?: [\w.,/+%@~()-]+)*$/;
/** One line without a tag, a speaker or a named value: sentences with inline code. It may hold a token. */
const sentence = /^[\w .,;/+%@~()'"`!?&*-]*$/;
const bearer = /\bbearer /i;
/** "Bearer" with the shortest token. */
const shortestBearer = 23;

/** Whether cleaning cannot change the text, nor putting it on one line; a quick test that most short texts pass. */
export function isHarmless(text: string): boolean {
  if (shortWords.test(text)) {
    return (text.length < shortestBearer || !bearer.test(text)) && isDefaultMask();
  }
  return words.test(text) && isDefaultMask() && !mayHoldToken(text);
}

/**
 * Makes a text of the run safe to stand in a prompt: terminal sequences and control characters go, invisible characters
 * are spelled out, tags and role marks lose their meaning, secrets are masked. Applying it twice changes nothing more.
 */
export function cleanText(text: string): string {
  if (isHarmless(text) || (sentence.test(text) && isDefaultMask() && !mayHoldToken(text))) return text;
  return mask(neutralTags(printable(text)));
}

function printable(text: string): string {
  let result = text;
  if (anyControl.test(result)) {
    result = result
      .replace(terminalSequences, "")
      .replaceAll("\r\n", "\n")
      .replace(/[\u2028\u2029]/g, "\n");
    if (result.includes("\r")) result = result.split("\n").map(afterReturn).join("\n");
    result = result.replace(controls, "");
  }
  if (!anyInvisible.test(result)) return result;
  return result
    .replace(presentation, "")
    .replace(invisible, (character) => `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}>`);
}

/** What a terminal shows of a line that was written over, as progress bars do. */
function afterReturn(line: string): string {
  const shown = line.replace(/\r+$/, "");
  return shown.slice(shown.lastIndexOf("\r") + 1);
}
