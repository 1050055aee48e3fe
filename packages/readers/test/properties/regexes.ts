export interface FoundRegex {
  readonly source: string;
  readonly flags: string;
  readonly line: number;
}

/** Behind these a slash opens an expression and does not divide. */
const opener = /[(,=:[!&|?{};+\-*%~^<>]$|^(?:return|typeof|case|in|of|do|else|void|throw|new|yield|await)?$/;

/** The literals of regular expressions in TypeScript source. */
export function regexesOf(code: string): readonly FoundRegex[] {
  const found: FoundRegex[] = [];
  /** Braces that are open within each open `${`. */
  const templates: number[] = [];
  let last = "";
  let at = 0;
  const skipTemplate = (from: number): number => {
    let index = from;
    while (code[index] !== "`") {
      if (index > code.length) throw new Error("a template is not closed");
      if (code.startsWith("${", index)) {
        templates.push(0);
        last = "{";
        return index + 2;
      }
      index += code[index] === "\\" ? 2 : 1;
    }
    last = "`";
    return index + 1;
  };
  while (at < code.length) {
    const character = code.charAt(at);
    if (/\s/.test(character)) at++;
    else if (code.startsWith("//", at)) at = lineEnd(code, at);
    else if (code.startsWith("/*", at)) at = code.indexOf("*/", at) + 2;
    else if (character === '"' || character === "'") {
      let end = at + 1;
      while (code[end] !== character) end += code[end] === "\\" ? 2 : 1;
      at = end + 1;
      last = character;
    } else if (character === "`") at = skipTemplate(at + 1);
    else if (character === "}" && templates.at(-1) === 0) {
      templates.pop();
      at = skipTemplate(at + 1);
    } else if (character === "/" && opener.test(last)) {
      const end = regexEnd(code, at + 1);
      const flags = /^[a-z]*/.exec(code.slice(end + 1, end + 10))?.[0] ?? "";
      found.push({ source: code.slice(at + 1, end), flags, line: code.slice(0, at).split("\n").length });
      at = end + 1 + flags.length;
      last = "/";
    } else {
      if (templates.length > 0 && (character === "{" || character === "}"))
        templates.push((templates.pop() ?? 0) + (character === "{" ? 1 : -1));
      last = /^[\w$]+/.exec(code.slice(at, at + 60))?.[0] ?? character;
      at += last.length;
    }
  }
  return found;
}

function lineEnd(code: string, from: number): number {
  const end = code.indexOf("\n", from);
  return end < 0 ? code.length : end;
}

function regexEnd(code: string, from: number): number {
  let inClass = false;
  for (let index = from; index < code.length; index++) {
    const character = code[index];
    if (character === "\\") index++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) return index;
    else if (character === "\n") break;
  }
  throw new Error(`an expression is not closed: ${code.slice(from, from + 60)}`);
}
