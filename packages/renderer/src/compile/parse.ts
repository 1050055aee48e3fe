import type Handlebars from "handlebars";
import type { TemplateProblem } from "./template-problem.js";

export type Parsed = { readonly program: hbs.AST.Program } | { readonly problem: TemplateProblem };

/** What the generated parser tells its error hook; its own message has the line but no column. */
interface ParserHash {
  readonly text: string;
  readonly token: string;
  readonly line: number;
  readonly loc?: { readonly last_line: number; readonly last_column: number };
}

interface GeneratedParser {
  parseError: (message: string, hash: ParserHash) => never;
}

export function parse(environment: typeof Handlebars, file: string, source: string): Parsed {
  // The parser is one object for all environments of the process: the hook is taken off again at once.
  const parser = (environment as unknown as { Parser: GeneratedParser }).Parser;
  const original = parser.parseError;
  let seen: ParserHash | undefined;
  parser.parseError = (message, hash) => {
    seen = hash;
    throw new Error(message);
  };
  try {
    return { program: environment.parse(source, { srcName: file }) };
  } catch (error) {
    return { problem: seen === undefined ? problemOfException(error) : problemOfHash(source, seen) };
  } finally {
    parser.parseError = original;
  }
}

/** Problems that the parser's own code raises, such as a block closed under another name. */
function problemOfException(error: unknown): TemplateProblem {
  const { message, lineNumber, column } = error as { message: string; lineNumber?: number; column?: number };
  return { line: lineNumber ?? 1, column: (column ?? 0) + 1, message: message.replace(/ - \d+:\d+$/, "") };
}

function problemOfHash(source: string, { text, token, line, loc }: ParserHash): TemplateProblem {
  const lines = source.split("\n");
  if (token === "EOF") {
    const message = "the file ends inside a block or a tag that is not closed";
    return { line: lines.length, column: lines.at(-1)!.length + 1, message };
  }
  // `loc` is that of the token before, so the place is the next character that is not blank.
  let row = loc?.last_line ?? line + 1;
  let column = loc?.last_column ?? 0;
  while (row < lines.length && lines[row - 1]!.slice(column).trim() === "") {
    row += 1;
    column = 0;
  }
  const rest = lines[row - 1]?.slice(column) ?? "";
  column += rest.length - rest.trimStart().length;
  return { line: row, column: column + 1, message: `"${text}" cannot stand here` };
}
