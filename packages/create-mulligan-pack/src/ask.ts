import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { checkAnswers, namespaceOf, packageNameOf, problemOf } from "./answers.js";
import type { Answers } from "./answers.js";
import { usageError } from "./errors.js";

/** Where questions are put; absent where nobody can answer. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * The answers of the command line, and for those that it lacks of the terminal; null when only help is wanted.
 *
 * @throws MulliganError `usage`.
 */
export async function ask(args: readonly string[], terminal: Terminal | null): Promise<Answers | null> {
  const { values, positionals } = parse(args);
  if (values.help === true) return null;
  const [folder, ...more] = positionals;
  if (more.length > 0) throw usageError(`"${more[0]}" is one argument too many.`);
  const local = values.local === true;
  const lines = terminal === null || values.yes === true ? null : new Lines(terminal);
  try {
    const answerTo = async (key: keyof typeof problemOf, question: string, preset: string): Promise<string> =>
      values[key] ?? (lines === null ? preset : await lines.ask(question, preset, problemOf[key]));
    const name = local ? "" : await answerTo("name", "What is the pack about?", "");
    if (name === "" && !local) throw usageError("--name is missing.");
    const scope = local ? "" : await answerTo("scope", "npm scope, if any", "");
    const preset = local ? "local" : namespaceOf({ name, scope });
    const namespace = local ? preset : await answerTo("namespace", "Prefix of the ids", preset);
    const type = await answerTo("type", "First failure type", "");
    if (type === "") throw usageError("--type is missing.");
    const licence = local ? "" : await answerTo("licence", "Licence", "MIT");
    const place = local ? "mulligan" : packageNameOf({ name, scope }).replace(/^.*\//, "");
    const directory = values.directory ?? folder ?? (lines === null ? place : await lines.ask("Folder", place));
    const answers: Answers = { name, scope, namespace, type, licence, directory, local };
    checkAnswers(answers);
    return answers;
  } finally {
    lines?.close();
  }
}

/** Questions and answers line by line; an answer that cannot be used is asked for again. */
class Lines {
  readonly #reader: ReturnType<typeof createInterface>;
  readonly #output: NodeJS.WritableStream;

  constructor({ input, output }: Terminal) {
    this.#reader = createInterface({ input, output });
    this.#output = output;
  }

  async ask(question: string, preset: string, problem: (value: string) => string | null = () => null): Promise<string> {
    for (;;) {
      const answer =
        (await this.#reader.question(`${question}${preset === "" ? "" : ` (${preset})`}: `)).trim() || preset;
      const wrong = problem(answer);
      if (wrong === null) return answer;
      this.#output.write(`${wrong}\n`);
    }
  }

  close(): void {
    this.#reader.close();
  }
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        name: text,
        scope: text,
        namespace: text,
        type: text,
        licence: text,
        directory: text,
        local: flag,
        yes: { ...flag, short: "y" },
        help: { ...flag, short: "h" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw usageError((error as Error).message);
  }
}
