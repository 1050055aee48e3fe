import { readFile } from "./read-bytes.js";

/** Files of one event each as the lines of one recording. A file that holds no JSON becomes a line that holds none. */
export async function* eventLines(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files) {
    // Lets an interruption through.
    await new Promise(setImmediate);
    yield Buffer.from(`${lineOf(new TextDecoder().decode(readFile(file)))}\n`);
  }
}

function lineOf(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return `broken: ${text.slice(0, 80).replaceAll(/\s+/g, " ")}`;
  }
}
