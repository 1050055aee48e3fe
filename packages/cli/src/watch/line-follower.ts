import { closeSync, openSync, readSync } from "node:fs";
import { createLineReader } from "@mulligan/readers";
import type { LineReader, ReadOptions, ReadRun } from "@mulligan/readers";
import { LineSplitter } from "../input/line-splitter.js";

const chunkSize = 1 << 20;
/** What stood before the place where reading goes on; other bytes there mean that the file was written anew. */
const rememberedBytes = 64;
/** A byte order mark shows in these. */
const leastStart = 2;

/** Reads JSON Lines that others write: each time only what was added. A line counts once its break is there. */
export class LineFollower {
  readonly #path: string;
  readonly #reader: LineReader;
  #splitter: LineSplitter | undefined;
  #offset = 0;
  #remembered: Uint8Array = new Uint8Array();

  constructor(path: string, options: ReadOptions) {
    this.#path = path;
    this.#reader = createLineReader(options);
  }

  /** Bytes that were read, and are kept as records. */
  get offset(): number {
    return this.#offset;
  }

  /**
   * Reads on up to `size` and gives the runs which that completed, where each line is a run of its own; null where the
   * file is not the one that was read before. Throws the errors of the file system.
   */
  async readTo(size: number): Promise<readonly ReadRun[] | null> {
    if (size < this.#offset) return null;
    if (size === this.#offset) return [];
    const descriptor = openSync(this.#path, "r");
    try {
      if (!this.#continues(descriptor)) return null;
      const runs: ReadRun[] = [];
      while (this.#offset < size) {
        const chunk = Buffer.allocUnsafe(Math.min(chunkSize, size - this.#offset));
        const length = readSync(descriptor, chunk, 0, chunk.length, this.#offset);
        if (length === 0 || (this.#splitter === undefined && length < leastStart)) break;
        runs.push(...this.#take(chunk.subarray(0, length)));
        // Lets an interruption through.
        await new Promise(setImmediate);
      }
      return runs;
    } finally {
      closeSync(descriptor);
    }
  }

  /** The runs of the session as far as it was read. Throws as `readText` does. */
  session(): readonly ReadRun[] {
    return this.#reader.end().runs;
  }

  #take(bytes: Uint8Array): ReadRun[] {
    this.#offset += bytes.length;
    const end = Buffer.concat([this.#remembered, bytes.subarray(-rememberedBytes)]);
    this.#remembered = Uint8Array.from(end.subarray(-rememberedBytes));
    this.#splitter ??= new LineSplitter(bytes);
    return this.#splitter.push(bytes).flatMap((line) => this.#reader.push(line));
  }

  #continues(descriptor: number): boolean {
    const { length } = this.#remembered;
    const found = Buffer.alloc(length);
    return readSync(descriptor, found, 0, length, this.#offset - length) === length && found.equals(this.#remembered);
  }
}
