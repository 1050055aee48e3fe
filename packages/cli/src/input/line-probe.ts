import { isBlank, LineSplitter } from "./line-splitter.js";

/** Lines that are looked at where the first one is no JSON value. */
const looked = 20;
const leastRecords = 2;

/**
 * Finds out from the first lines whether a stream is JSON Lines or one JSON document. A document's first line is no
 * value of its own, or nothing comes after it.
 */
export class LineProbe {
  readonly #splitter: LineSplitter;
  /** Whether the first line is a list or an object; undefined before it is complete. */
  #firstIsValue: boolean | undefined;
  #records = 0;
  #others = 0;
  #answer: boolean | undefined;

  /** `start` are the first two bytes or more. */
  constructor(start: Uint8Array) {
    this.#splitter = new LineSplitter(start);
  }

  /** Whether these are lines; undefined while too little has come to say so. */
  push(chunk: Uint8Array): boolean | undefined {
    if (this.#answer !== undefined) return this.#answer;
    for (const line of this.#splitter.push(chunk)) {
      if (this.#answer === undefined && !isBlank(line)) this.#answer = this.#take(line);
    }
    if (this.#firstIsValue === true && this.#splitter.hasRest) this.#answer = true;
    return this.#answer;
  }

  #take(line: string): boolean | undefined {
    if (this.#firstIsValue === undefined) {
      this.#firstIsValue = isValue(line);
      return undefined;
    }
    if (this.#firstIsValue) return true;
    if (isRecord(line)) this.#records += 1;
    else this.#others += 1;
    // Noise in front of the lines, or a first line that was cut off.
    if (this.#records >= leastRecords && this.#records > this.#others) return true;
    return this.#records + this.#others >= looked ? false : undefined;
  }
}

function isValue(line: string): boolean {
  return /^\s*[[{]/.test(line) && parses(line);
}

function isRecord(line: string): boolean {
  return /^\s*\{.*\}\s*$/s.test(line) && parses(line);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
