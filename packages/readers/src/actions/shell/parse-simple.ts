import type { OutputRedirect, ShellItem, SimpleCommand } from "./commands.js";
import { readWord } from "./read-word.js";
import { unwrap } from "./unwrap.js";

/** Words that open a construct where a command name stands. */
const reserved: ReadonlySet<string> = new Set([
  "if",
  "then",
  "else",
  "elif",
  "fi",
  "for",
  "while",
  "until",
  "do",
  "done",
  "case",
  "esac",
  "select",
  "function",
  "time",
  "coproc",
  "in",
  "[[",
  "]]",
]);
const assignment = /^[A-Za-z_]\w*(?:\[|\+?=)/;
const digits = /^\d+$/;
const delimiterWord = /[ \t]*(?:'([^'\n]+)'|"([^"\n$`\\]+)"|(\w+))(?=[\s;&|>]|$)/y;

/**
 * Reads what most command lines consist of: simple commands with quoted words, pipes, `&&`, `||`, `;`, redirections and
 * one here-document a line. Undefined where there is anything else, and where the line is not valid.
 */
export function parseSimple(source: string): ShellItem[] | undefined {
  return new SimpleReader(source).read();
}

class SimpleReader {
  readonly #source: string;
  readonly #items: ShellItem[] = [];
  #at = 0;
  #commands: SimpleCommand[] = [];
  #after: "" | "&&" | "||" = "";
  #words: string[] = [];
  #writes: OutputRedirect[] = [];
  #silencesErrors = false;
  /** The command has a redirection of any kind. */
  #redirected = false;
  #stdin: string | undefined;
  #stdinFile: string | undefined;
  #textStart = 0;
  #textEnd = 0;
  /** Delimiter of a here-document whose text starts on the next line. */
  #delimiter: string | undefined;
  #quotedDelimiter = false;
  /** Command that the here-document is fed to, where it ended before the line did. */
  #fed: { stdin?: string } | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  read(): ShellItem[] | undefined {
    const source = this.#source;
    for (;;) {
      const char = source[this.#at];
      if (char === " " || char === "\t") {
        this.#at += 1;
        continue;
      }
      const next = source[this.#at + 1];
      let fine: boolean;
      if (char === undefined) {
        if (this.#delimiter !== undefined) return undefined;
        if (this.#words.length === 0 && this.#commands.length === 0)
          return this.#after === "" && !this.#redirected ? this.#items : undefined;
        return this.#endPipeline("") ? this.#items : undefined;
      }
      switch (char) {
        case "\n":
          fine = this.#newLine();
          break;
        case ";":
          this.#at += 1;
          fine = next !== ";" && next !== "&" && this.#endPipeline("");
          break;
        case "&":
          this.#at += 2;
          fine = next === "&" && this.#endPipeline("&&");
          break;
        case "|":
          this.#at += next === "|" ? 2 : 1;
          fine = next === "|" ? this.#endPipeline("||") : next !== "&" && this.#endCommand();
          break;
        case "#":
          this.#at = lineEnd(source, this.#at);
          fine = true;
          break;
        case "\\":
          if (next === "\n") this.#at += 2;
          fine = next === "\n" || this.#word();
          break;
        case ">":
          fine = this.#redirectOutput(1);
          break;
        case "<":
          fine = next === "<" ? this.#hereDocument() : this.#redirectInput(next);
          break;
        default:
          fine = this.#word();
      }
      if (!fine) return undefined;
    }
  }

  /** The word from here on; undefined where it needs the full parser. */
  #value(): string | undefined {
    const word = readWord(this.#source, this.#at);
    this.#at = word?.end ?? this.#at;
    return word?.value;
  }

  #word(): boolean {
    const source = this.#source;
    const start = this.#at;
    const value = this.#value();
    if (value === undefined) return false;
    const stop = source[this.#at];
    if ((stop === ">" || stop === "<") && digits.test(source.slice(start, this.#at)))
      return stop === ">" && (value === "1" || value === "2") && this.#redirectOutput(Number(value));
    if (stop === "&" && source[this.#at + 1] === ">") return false;
    if (assignment.test(value) && assignment.test(source.slice(start, this.#at))) return false;
    if (this.#words.length === 0) {
      if (reserved.has(value) || value === "") return false;
      this.#textStart = start;
    }
    this.#words.push(value);
    this.#textEnd = this.#at;
    return true;
  }

  /** `>`, `>>`, `>&1`, with the target behind. */
  #redirectOutput(descriptor: number): boolean {
    const source = this.#source;
    const append = source[this.#at + 1] === ">";
    this.#redirected = true;
    this.#at += append ? 2 : 1;
    const mark = source[this.#at];
    if (mark === "&") {
      const digit = source[this.#at + 1];
      const behind = source[this.#at + 2];
      if (append || (digit !== "1" && digit !== "2") || (behind !== undefined && !/[\s;&|]/.test(behind))) return false;
      this.#at += 2;
      return true;
    }
    const target = this.#target(mark);
    if (target === undefined || /^&?\d+$|^-$/.test(target)) return false;
    if (target === "/dev/null") {
      if (descriptor === 2) this.#silencesErrors = true;
      else this.#writes.push({ path: target, append: false });
    } else if (descriptor !== 2 && !target.startsWith("/dev/")) this.#writes.push({ path: target, append });
    return true;
  }

  #redirectInput(next: string | undefined): boolean {
    this.#redirected = true;
    this.#at += 1;
    const target = this.#target(next);
    if (target === undefined) return false;
    this.#stdinFile = target;
    return true;
  }

  #target(first: string | undefined): string | undefined {
    if (first === "|" || first === "&" || first === "(" || first === "<" || first === ">") return undefined;
    while (this.#source[this.#at] === " " || this.#source[this.#at] === "\t") this.#at += 1;
    const target = this.#value();
    return target === "" ? undefined : target;
  }

  #hereDocument(): boolean {
    const source = this.#source;
    if (this.#delimiter !== undefined || source[this.#at + 2] === "<" || source[this.#at + 2] === "-") return false;
    delimiterWord.lastIndex = this.#at + 2;
    const match = delimiterWord.exec(source);
    if (match === null) return false;
    this.#at = delimiterWord.lastIndex;
    this.#delimiter = match[1] ?? match[2] ?? match[3]!;
    this.#quotedDelimiter = match[3] === undefined;
    this.#fed = undefined;
    this.#redirected = true;
    return true;
  }

  #newLine(): boolean {
    this.#at += 1;
    if (this.#delimiter !== undefined) {
      const text = this.#documentText(this.#delimiter);
      if (text === undefined || (!this.#quotedDelimiter && /[$`\\]/.test(text))) return false;
      if (this.#fed === undefined) this.#stdin = text;
      else this.#fed.stdin = text;
      this.#delimiter = undefined;
    }
    // A line that ends behind an operator goes on.
    return this.#words.length === 0 ? !this.#redirected : this.#endPipeline("");
  }

  /** The lines up to the one that holds the delimiter alone. */
  #documentText(delimiter: string): string | undefined {
    const source = this.#source;
    const start = this.#at;
    for (let at = start - 1; at >= 0; at = source.indexOf(`\n${delimiter}`, at + 1)) {
      if (!source.startsWith(delimiter, at + 1)) continue;
      const end = at + 1 + delimiter.length;
      const behind = source[end];
      if (behind !== undefined && behind !== "\n") continue;
      this.#at = end;
      return source.slice(start, at + 1);
    }
    return undefined;
  }

  #endCommand(): boolean {
    if (this.#words.length === 0) return false;
    const inner = unwrap(this.#words);
    if (inner.script !== undefined || inner.words.length === 0) return false;
    const command: { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] } = {
      words: inner.words,
      text: this.#source.slice(this.#textStart, this.#textEnd),
      writes: this.#writes,
      silencesErrors: this.#silencesErrors,
    };
    if (this.#stdin !== undefined) command.stdin = this.#stdin;
    if (this.#stdinFile !== undefined) command.stdinFile = this.#stdinFile;
    if (inner.directory !== undefined) command.directory = inner.directory;
    if (this.#delimiter !== undefined && this.#fed === undefined) this.#fed = command;
    this.#commands.push(command);
    this.#words = [];
    this.#writes = [];
    this.#silencesErrors = false;
    this.#redirected = false;
    this.#stdin = undefined;
    this.#stdinFile = undefined;
    return true;
  }

  #endPipeline(next: "" | "&&" | "||"): boolean {
    if (!this.#endCommand()) return false;
    this.#items.push({ kind: "pipeline", commands: this.#commands, after: this.#after, background: false });
    this.#commands = [];
    this.#after = next;
    return true;
  }
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}
