import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../src/main.js";

// The command line imports it when it needs it; here its loading must not count as time of the first test.
await import("../src/engine.js");

export const root: string = join(import.meta.dirname, "../../..");
export const recordings: string = join(root, "examples/failing-run/recordings");

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in this process. */
export async function mulligan(
  commandLine: readonly string[],
  io: {
    cwd?: string;
    input?: string | Iterable<Uint8Array>;
    environment?: Record<string, string>;
    script?: string;
    terminal?: boolean;
  } = {},
): Promise<Result> {
  let out = "";
  let error = "";
  const code = await main(commandLine, {
    cwd: io.cwd ?? recordings,
    environment: io.environment ?? {},
    script: io.script,
    terminal: io.terminal ?? false,
    columns: undefined,
    out: (text) => (out += text),
    error: (text) => (error += text),
    async *standardInput() {
      const bytes = typeof io.input === "string" ? new TextEncoder().encode(io.input) : (io.input ?? []);
      if (bytes instanceof Uint8Array) yield bytes;
      else yield* bytes;
    },
    importModule: (specifier) => import(specifier) as Promise<unknown>,
  });
  return { code, out, error };
}

/** A temporary folder with the given files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "mulligan-cli-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
