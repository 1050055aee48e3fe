import { TextDecoder } from "node:util";

/** Longer lines are no records: one string could not hold them. */
export const longestLine = 400_000_000;

/** Cuts a stream of bytes into lines, without their breaks. UTF-8, or UTF-16 where a byte order mark says so. */
export class LineSplitter {
  readonly #decoder: TextDecoder;
  /** The pieces of the line that is not complete yet. */
  #parts: string[] = [];
  #length = 0;

  constructor(start: Uint8Array) {
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
    // The start of a line that is too long is kept, so that it is counted as a line that holds no record.
    if (this.#length <= longestLine || this.#parts.length === 0) this.#parts.push(part);
  }

  #take(): string {
    const [only = "", ...more] = this.#parts;
    const line = this.#length > longestLine ? only.slice(0, 100) : more.length === 0 ? only : this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  }
}
