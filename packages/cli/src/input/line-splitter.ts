import { TextDecoder } from "node:util";

/** Longer lines are no records: one string could not hold them. */
const longestLine = 400_000_000;
const keptOfLongLine = 100;

/** Nothing but white space and NUL bytes, which a crash can leave behind. */
export function isBlank(text: string): boolean {
  return !/[^\s\0]/.test(text);
}

/** Cuts a stream of bytes into lines, without their breaks. UTF-8, or UTF-16 where a byte order mark says so. */
export class LineSplitter {
  readonly #longest: number;
  readonly #decoder: TextDecoder;
  /** The pieces of the line that is not complete yet. */
  #parts: string[] = [];
  #length = 0;

  /** `start` are the first two bytes or more. */
  constructor(start: Uint8Array, longest: number = longestLine) {
    this.#longest = longest;
    const label =
      start[0] === 0xff && start[1] === 0xfe
        ? "utf-16le"
        : start[0] === 0xfe && start[1] === 0xff
          ? "utf-16be"
          : "utf-8";
    this.#decoder = new TextDecoder(label);
  }

  /** The lines that the chunk completes. */
  push(chunk: Uint8Array): string[] {
    return this.#split(this.#decoder.decode(chunk, { stream: true }));
  }

  /** What is left: the last line, where no break follows it. */
  end(): string[] {
    const lines = this.#split(this.#decoder.decode());
    if (this.#length > 0) lines.push(this.#take());
    return lines;
  }

  /** Whether something came after the last line break. */
  get hasRest(): boolean {
    return this.#parts.some((part) => !isBlank(part));
  }

  #split(text: string): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      this.#add(text.slice(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#add(text.slice(start));
    return lines;
  }

  #add(part: string): void {
    if (part === "") return;
    this.#length += part.length;
    if (this.#length <= this.#longest) this.#parts.push(part);
    // The start of a line that is too long is kept, so that it is counted as a line that holds no record.
    else this.#parts = [(this.#parts[0] ?? part).slice(0, keptOfLongLine)];
  }

  #take(): string {
    const line = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  }
}
