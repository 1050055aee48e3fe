import { exitCodes } from "./exit-codes.js";
import { main } from "./main.js";
import { readObject } from "./read-input.js";
import { write } from "./write.js";

const standardOutput = 1;
const standardError = 2;

function out(text: string): void {
  try {
    write(standardOutput, text);
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    // A reader that closes early (`| head`) is no failure of ours.
    if (code === "EPIPE") process.exit(exitCodes.clean);
    complain(`mulligan: standard output could not be written (${code}).\n`);
    // To an agent the code of a failure is an order to go on.
    process.exit(process.argv[2] === "hook" ? exitCodes.clean : exitCodes.usage);
  }
}

function complain(text: string): void {
  try {
    write(standardError, text);
  } catch {
    // Nobody listens; the exit code says it.
  }
}

const listeners = new Set<() => void>();
let interruptions = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interruptions += 1;
    if (listeners.size === 0 || interruptions > 1) process.exit(exitCodes.interrupted);
    for (const listener of listeners) listener();
  });
}

void main(process.argv.slice(2), {
  cwd: process.cwd(),
  script: process.argv[1],
  environment: process.env,
  // Asked for only where something is printed in colour or wrapped: the stream behind it takes time to set up.
  get terminal() {
    return process.stdout.isTTY;
  },
  get columns() {
    return process.stdout.columns;
  },
  out,
  error: complain,
  standardInput: () => process.stdin,
  readInput: readObject,
  onInterruption: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  importModule: (specifier) => import(specifier) as Promise<unknown>,
}).then((code) => {
  process.exitCode = code;
  // All is written. An agent is waiting, and clearing the memory away would take its time.
  if (process.argv[2] === "hook") process.exit();
});
