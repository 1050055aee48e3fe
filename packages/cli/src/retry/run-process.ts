import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import type { Signal } from "@mulligan/retry";

export interface ProcessOptions {
  /** For the shell. */
  readonly command: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: string;
  /** Files that take standard output and standard error. */
  readonly out: string;
  readonly error: string;
  readonly seconds: number;
  readonly signal: Signal | undefined;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly killedBy: string | null;
  readonly timedOut: boolean;
  /** An output was longer than what is kept. */
  readonly cut: boolean;
}

/** Of each output; what an agent prints beyond it is dropped, so that it cannot fill the disk. */
const largestOutput = 200_000_000;
const grace = 3_000;

/** Runs a command with all that it starts in a process group of its own, which is gone when this ends. */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  const { command, cwd, environment, seconds, signal } = options;
  const sinks = [openSync(options.out, "w"), openSync(options.error, "w")] as const;
  let failure: Error | undefined;
  let timedOut = false;
  let cut = false;
  try {
    const child = spawn(command, { shell: true, detached: true, cwd, env: environment, stdio: "pipe" });
    const fail = (error: Error) => {
      failure ??= error;
      kill(child, "SIGKILL");
    };
    const keep = (stream: NodeJS.ReadableStream, sink: number) => {
      let kept = 0;
      stream.on("data", (chunk: Buffer) => {
        cut ||= kept + chunk.length > largestOutput;
        if (cut || failure !== undefined) return;
        kept += chunk.length;
        try {
          writeSync(sink, chunk);
        } catch (error) {
          fail(error as Error);
        }
      });
    };
    keep(child.stdout, sinks[0]);
    keep(child.stderr, sinks[1]);
    // An agent need not read its prompt from standard input.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input);
    const stop = () => endGently(child);
    const limit = setTimeout(() => {
      timedOut = true;
      stop();
    }, seconds * 1_000);
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted === true) stop();
    const [code, killedBy] = await ended(child, fail);
    clearTimeout(limit);
    signal?.removeEventListener("abort", stop);
    kill(child, "SIGKILL");
    if (failure !== undefined) throw failure;
    return { code, killedBy, timedOut, cut };
  } finally {
    for (const sink of sinks) closeSync(sink);
  }
}

/** What was started in the background may hold the outputs open for ever: it is not waited for. */
function ended(child: ChildProcess, fail: (error: Error) => void): Promise<[number | null, string | null]> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      fail(error);
      resolve([null, null]);
    });
    child.once("close", (code, killedBy) => resolve([code, killedBy]));
    child.once("exit", () => {
      setTimeout(() => {
        kill(child, "SIGKILL");
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, 200).unref();
    });
  });
}

function endGently(child: ChildProcess): void {
  kill(child, "SIGTERM");
  setTimeout(() => {
    if (child.exitCode === null && child.signalCode === null) kill(child, "SIGKILL");
  }, grace).unref();
}

/** The whole group; it may be gone already. */
function kill(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    child.kill(name);
  }
}
