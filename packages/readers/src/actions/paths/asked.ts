import { isDocument } from "./names.js";
import { fileName } from "./normalise.js";

const wantsDocuments =
  /\b(?:update|write|create|add|extend|improve|review|revise|fix|document|draft|rewrite|expand)s?\b[^.\n]{0,60}\b(?:docs?|documentation|readme|changelog|guide|tutorial|\w+\.(?:md|rst|mdx))\b/i;

/** Which files the person asked for: by name, or documents as such. */
export function readRequests(
  task: string,
  userTexts: readonly string[],
): { asked: (path: string) => boolean; asksForDocuments: boolean } {
  const text = [withoutRecipes(task), ...userTexts].join("\n");
  let dotted: ReadonlySet<string> | undefined;
  const answers = new Map<string, boolean>();
  const asked = (path: string): boolean => {
    const known = answers.get(path);
    if (known !== undefined) return known;
    dotted ??= dottedNames(text);
    const answer = names(text, dotted, path);
    answers.set(path, answer);
    return answer;
  };
  // A long issue text speaks of documents in passing; only short instructions are orders.
  const asksForDocuments = text.length < 1500 && wantsDocuments.test(text);
  return { asked, asksForDocuments };
}

const recipe =
  /\b(?:(?:steps )?to reproduce|how to reproduce|steps to (?:replicate|recreate)|reproduc(?:tion|ible|ing)|minimal example)\b/i;
const recipeLength = 1500;
/** Longer words are no file names, and would have many beginnings. */
const longestName = 500;

/** An issue's recipe for seeing the fault names files that nobody wants to have. */
function withoutRecipes(text: string): string {
  const at = text.search(recipe);
  return at < 0 ? text : text.slice(0, at) + text.slice(at + recipeLength);
}

function names(text: string, dotted: ReadonlySet<string>, path: string): boolean {
  // A bare word such as `entire` names a file only together with its folder.
  const name = fileName(path).includes(".") ? fileName(path) : path.split("/").slice(-2).join("/");
  if (isDocument(name) && !name.includes(".")) return new RegExp(`\\b${name}\\b`, "i").test(text);
  if (name === "" || (!name.includes(".") && !name.includes("/") && !/^[A-Z]\w*file$/.test(name))) return false;
  if (plainName.test(name)) return dotted.has(name);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + name.length] ?? " ";
    if (!/[\w.-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}

const plainName = /^[\w-]*\.[\w.-]*$/;
const nameEnd = /[^\w.-]/g;

/** `[\w.-]` */
function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 45 && code <= 57 && code !== 47) ||
    code === 95
  );
}

/** All words of a text with a dot in them, and their beginnings up to a dot: a full stop may follow a name. */
function dottedNames(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  let end = 0;
  for (let dot = text.indexOf("."); dot >= 0; dot = text.indexOf(".", end)) {
    let start = dot;
    while (start > end && isNameCode(text.charCodeAt(start - 1))) start -= 1;
    nameEnd.lastIndex = dot;
    end = nameEnd.exec(text)?.index ?? text.length;
    if (end - start > longestName) continue;
    const word = text.slice(start, end);
    found.add(word);
    for (let at = word.indexOf("."); at >= 0; at = word.indexOf(".", at + 1)) found.add(word.slice(0, at));
  }
  return found;
}
