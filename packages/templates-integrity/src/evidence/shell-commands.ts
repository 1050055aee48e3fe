/** One simple command of a command line. */
export interface ShellCommand {
  /** Without quotes, variable assignments in front, redirections and wrappers such as `sudo`. */
  readonly words: readonly string[];
  /** As it was typed, redirections included. */
  readonly text: string;
  /** The folder that a `cd` before it chose; empty where none did. */
  readonly folder: string;
}

const hereDocument = /<<-?\s*(['"]?)(\w+)\1([^\n]*)\n[\s\S]*?(?:\n[ \t]*\2[ \t]*(?=\n|$)|$)/g;
const wrappers = new Set(["sudo", "env", "command", "nohup", "time", "exec"]);
const lengthLimit = 20_000;

/**
 * The simple commands of a command line, in order. Bodies of here-documents are data and left out; what a substitution
 * runs stays part of its word. Linear in the length of the line.
 */
export function shellCommands(line: string, depth = 0): readonly ShellCommand[] {
  const text = line.slice(0, lengthLimit).replaceAll("\\\n", " ").replaceAll(hereDocument, "$3\n");
  const commands: ShellCommand[] = [];
  let folder = "";
  for (const { words, text: typed } of splitWords(text)) {
    const simple = unwrap(words);
    const [name, argument] = simple;
    if (name === undefined) continue;
    if (name === "cd") folder = argument ?? "~";
    const script = (name === "bash" || name === "sh") && /^-\w*c$/.test(argument ?? "") ? simple[2] : undefined;
    if (script !== undefined && depth < 2) commands.push(...shellCommands(script, depth + 1));
    else commands.push({ words: simple, text: typed, folder });
  }
  return commands;
}

function unwrap(words: readonly string[]): readonly string[] {
  let start = 0;
  while (/^\w+=/.test(words[start] ?? "") || wrappers.has(words[start] ?? "")) start += 1;
  return words.slice(start);
}

function splitWords(text: string): readonly Pick<ShellCommand, "words" | "text">[] {
  const commands: Pick<ShellCommand, "words" | "text">[] = [];
  let start = 0;
  let words: string[] = [];
  let word = "";
  let open = false;
  const endWord = (): void => {
    if (open) words.push(word);
    word = "";
    open = false;
  };
  const endCommand = (end: number): void => {
    endWord();
    if (words.length > 0) commands.push({ words, text: text.slice(start, end).trim() });
    words = [];
    start = end + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "'" || character === '"') {
      const end = closingQuote(text, at);
      word += text.slice(at + 1, end);
      open = true;
      at = end;
    } else if (character === "\\") {
      word += text[at + 1] ?? "";
      open = true;
      at += 1;
    } else if (character === "$" && text[at + 1] === "(") {
      const end = closingParenthesis(text, at + 1);
      word += text.slice(at, end + 1);
      open = true;
      at = end;
    } else if (character === "#" && !open) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end - 1;
    } else if (character === ">" || character === "<") {
      // The target of a redirection is no argument.
      if (/^\d$/.test(word)) {
        word = "";
        open = false;
      }
      endWord();
      while (/[<>&\s]/.test(text[at + 1] ?? "") && text[at + 1] !== "\n") at += 1;
      while (!/[\s;&|<>()]/.test(text[at + 1] ?? " ")) at += 1;
    } else if (/[;&|\n(){}]/.test(character) && !(/[{}]/.test(character) && open)) {
      endCommand(at);
    } else if (/\s/.test(character)) {
      endWord();
    } else {
      word += character;
      open = true;
    }
  }
  endCommand(text.length);
  return commands;
}

function closingQuote(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

function closingParenthesis(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return text.length;
}
