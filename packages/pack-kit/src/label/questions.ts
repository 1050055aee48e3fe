import { createInterface } from "node:readline/promises";

/** Where questions are put. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Questions and answers line by line. */
export class Questions {
  readonly #reader: ReturnType<typeof createInterface>;
  readonly #output: NodeJS.WritableStream;

  constructor({ input, output }: Terminal) {
    this.#reader = createInterface({ input, output });
    this.#output = output;
  }

  say(text: string): void {
    this.#output.write(`${text}\n`);
  }

  /** An empty answer is the preset; one that `problem` refuses is asked for again. */
  async ask(
    question: string,
    preset: string,
    problem: (answer: string) => string | null = () => null,
  ): Promise<string> {
    for (;;) {
      const shown = preset === "" ? "" : ` (${preset})`;
      const answer = (await this.#reader.question(`${question}${shown}: `)).trim() || preset;
      const wrong = problem(answer);
      if (wrong === null) return answer;
      this.say(wrong);
    }
  }

  /** One of these words. */
  choose<Word extends string>(question: string, words: readonly Word[], preset: Word): Promise<Word> {
    const problem = (answer: string) => (words.includes(answer as Word) ? null : `Answer one of ${words.join(", ")}.`);
    return this.ask(question, preset, problem) as Promise<Word>;
  }

  close(): void {
    this.#reader.close();
  }
}
