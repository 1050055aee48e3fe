import type { Word, WordPart } from "unbash";

/** Shell variables whose value is written in the same command line, so far as they can be known. */
export class Variables {
  readonly #values = new Map<string, string>();

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** The word with known variables filled in; what is unknown stays as written. */
  word(word: Word): string {
    if (!word.text.includes("$") || this.#values.size === 0) return word.value;
    const parts = word.parts;
    return parts === undefined ? this.#plain(word) : parts.map((part) => this.#part(part)).join("");
  }

  /** As `word`, with braces (`{a,b}`) spread into several words. */
  words(word: Word): readonly string[] {
    const value = this.word(word);
    const braces =
      value.includes("{") && value.includes(",") && !word.text.includes("'") && !word.text.includes('"')
        ? /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(value)
        : null;
    if (braces === null) return [value];
    return braces[2]!.split(",").map((choice) => `${braces[1]}${choice}${braces[3]}`);
  }

  #plain(word: Word): string {
    return this.#values.get(word.text.slice(1)) ?? word.value;
  }

  #part(part: WordPart): string {
    switch (part.type) {
      case "SimpleExpansion":
        return this.#values.get(part.text.slice(1)) ?? part.text;
      case "ParameterExpansion":
        return part.operation === undefined ? (this.#values.get(part.parameter) ?? part.text) : part.text;
      case "DoubleQuoted":
      case "LocaleString":
        return part.parts.map((inner) => this.#part(inner)).join("");
      case "Literal":
      case "SingleQuoted":
      case "AnsiCQuoted":
        return part.value;
      default:
        return part.text;
    }
  }
}
