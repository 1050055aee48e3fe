import type { Io } from "../io.js";

/**
 * Prints one document with an indent of 2, and several in the shape of a subclass. The first is kept until the second
 * comes, or the end; no other is kept.
 */
abstract class Documents {
  protected readonly io: Pick<Io, "out">;
  #first: object | undefined;
  #count = 0;

  constructor(io: Pick<Io, "out">) {
    this.io = io;
  }

  add(document: object): void {
    this.#count += 1;
    if (this.#count === 1) {
      this.#first = document;
      return;
    }
    if (this.#first !== undefined) this.several(this.#first, true);
    this.#first = undefined;
    this.several(document, false);
  }

  /** `whenEmpty` is printed where no document came. */
  end(whenEmpty = ""): void {
    if (this.#count === 0) this.io.out(whenEmpty);
    else if (this.#first === undefined) this.close();
    else this.io.out(`${JSON.stringify(this.#first, null, 2)}\n`);
  }

  /** Prints one of several documents. */
  protected abstract several(document: object, isFirst: boolean): void;
  /** Prints what follows the last of several documents. */
  protected abstract close(): void;
}

/** Several are a list, in the same text as `JSON.stringify` gives for all of them. */
export class JsonList extends Documents {
  protected override several(document: object, isFirst: boolean): void {
    const text = JSON.stringify(document, null, 2).replaceAll("\n", "\n  ");
    this.io.out(`${isFirst ? "[" : ","}\n  ${text}`);
  }

  protected override close(): void {
    this.io.out("\n]\n");
  }
}

/** Several are JSON Lines. */
export class JsonLines extends Documents {
  protected override several(document: object): void {
    this.io.out(`${JSON.stringify(document)}\n`);
  }

  protected override close(): void {}
}
