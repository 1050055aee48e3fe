/** A finished process, as Python prints it. */
export interface PrintedResult {
  readonly output: string;
  readonly exitCode: number;
}

const opening = /^Observation: \{'args': \[/;
const code = /'returncode': (-?\d+)/;
const streams = /'(?:stdout|stderr)': ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;
const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

/** The first versions of mini-swe-agent answered with the record of the process; undefined for other answers. */
export function readPrintedResult(text: string): PrintedResult | undefined {
  if (!opening.test(text)) return undefined;
  // The command stands before the code, and may hold anything.
  const at = text.lastIndexOf("], 'returncode': ");
  const exitCode = at < 0 ? null : code.exec(text.slice(at));
  if (exitCode === null) return undefined;
  const parts = [...text.slice(at).matchAll(streams)].map((match) => unescaped(match[1]!.slice(1, -1)));
  return { output: parts.join(""), exitCode: Number(exitCode[1]) };
}

function unescaped(text: string): string {
  return text.replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|.)/g, (_, mark: string) =>
    mark.length > 1 ? String.fromCharCode(Number.parseInt(mark.slice(1), 16)) : (escapes[mark] ?? mark),
  );
}
