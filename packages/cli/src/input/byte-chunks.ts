import { closeSync, openSync, readSync } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { brokenGzipError } from "../errors.js";
import type { Io } from "../io.js";
import { fileError, isGzip, reasonOf } from "./read-bytes.js";

/** Of 64 kB to 4 MB the larger read faster; beyond 1 MB there is little to win. */
const chunkSize = 1 << 20;
const leastStart = 2;

/**
 * The bytes of a file, or of standard input (`-`), piece by piece, unzipped where they are gzip. The first piece has two
 * bytes at least, where there are as many.
 */
export async function* byteChunks(path: string, io: Io): AsyncGenerator<Uint8Array> {
  const raw = withWholeStart(path === "-" ? inputChunks(io) : fileChunks(path));
  const first = await raw.next();
  if (first.done === true) return;
  const all = prepended(first.value, raw);
  yield* isGzip(first.value) ? withWholeStart(unzipped(all)) : all;
}

/** Joins what comes first until a byte order mark, or the mark of gzip, shows in one piece. */
async function* withWholeStart(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of chunks) {
    if (start === undefined) {
      yield chunk;
      continue;
    }
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
    if (start.length < leastStart) continue;
    yield start;
    start = undefined;
  }
  if (start !== undefined && start.length > 0) yield start;
}

async function* inputChunks(io: Io): AsyncGenerator<Uint8Array> {
  try {
    yield* io.standardInput();
  } catch (error) {
    throw fileError(error);
  }
}

async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  let descriptor;
  try {
    descriptor = openSync(path, "r");
  } catch (error) {
    throw fileError(error);
  }
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(chunkSize);
      const length = readChunk(descriptor, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
      // Lets an interruption through.
      await new Promise(setImmediate);
    }
  } finally {
    closeSync(descriptor);
  }
}

function readChunk(descriptor: number, chunk: Uint8Array): number {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    throw fileError(error);
  }
}

async function* prepended(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* unzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize });
  // What goes wrong shows at the reading end.
  pipeline(Readable.from(chunks, { objectMode: false }), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw typeof code === "string" && /^(?:Z_|ERR_)/.test(code) ? brokenGzipError(reasonOf(error)) : error;
  }
}
