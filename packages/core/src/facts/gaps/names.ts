import type { Episode } from "../../model/episode.js";
import type { Executions } from "./executions.js";
import { isTrace } from "./statement.js";
import type { TaskBlock } from "./statement.js";

const inlineCode = /``([^`\n]{4,60})``|(?<!`)`([^`\n]{4,60})`(?!`)|\b([A-Za-z_][\w.]{3,50})\(\)/g;
const identifier = /^[A-Za-z_][\w.]*(?:\(\))?$/;
/** A plain word may stand for anything; these have the form of a name in code. */
const nameLike = /[a-z][A-Z]|_\w|\w\.\w|\(\)$/;
const call = /(?<![\w"'])([A-Za-z_]\w{3,50})\(/g;
/** An element of a page in the title says where the fault shows. */
const element = /<([a-z][a-z0-9-]*)>/g;
const most = 3;

/**
 * Names of code in the task that the product files show and that no execution contains, neither in its script nor in its
 * output. At most three.
 */
export function untouchedNames(
  episode: Episode,
  statement: string,
  blocks: readonly TaskBlock[],
  executions: Executions,
): readonly string[] {
  const inline = new Set<string>();
  for (const [, double, single, called] of statement.matchAll(inlineCode)) {
    const text = (double ?? single ?? (called === undefined ? "" : `${called}()`)).trim();
    // Operators and conversions call these by other names.
    if (identifier.test(text) && nameLike.test(text) && !text.includes("__")) inline.add(text);
  }
  const called = new Set<string>();
  for (const block of blocks) {
    if (isTrace(block)) continue;
    for (const [, name] of block.lines.join("\n").matchAll(call)) if (name !== undefined) called.add(name);
  }
  const [title = ""] = statement.trim().split("\n", 1);
  const elements = new Set([...title.matchAll(element)].map(([, name = ""]) => name));
  if (inline.size === 0 && called.size === 0 && elements.size === 0) return [];
  const shown = productTexts(episode);
  const untouched: string[] = [];
  const add = (name: string, word: string, isShown: (text: string) => boolean) => {
    // A private name is reached through others: that no check spells it says nothing.
    if (untouched.length >= most || word.length < 4 || word.startsWith("_") || untouched.includes(name)) return;
    if (!executions.texts.some((text) => text.includes(word)) && shown.some(isShown)) untouched.push(name);
  };
  for (const name of inline) {
    const word = name.replace(/\(\)$/, "").split(".").at(-1) ?? name;
    add(name, word, (text) => text.includes(word));
  }
  for (const name of elements) add(`<${name}>`, `<${name}`, (text) => text.includes(name));
  for (const name of called) {
    // A name that an example calls counts where the run saw its definition: others belong to other libraries.
    const definition = new RegExp(`\\b(?:def|function|func|fn|class)\\s+(?:\\([^()\\n]*\\)\\s*)?${name}\\b`);
    add(name, name, (text) => definition.test(text));
  }
  return untouched;
}

function productTexts(episode: Episode): readonly string[] {
  return episode.steps
    .filter(({ actions }) => actions.some((action) => action.kind === "look" && action.pathClass === "product"))
    .map(({ observation }) => observation);
}
