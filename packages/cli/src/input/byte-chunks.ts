import { closeSync, openSync, readSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { brokenGzipError } from "../errors.js";
import type { Io } from "../io.js";
import { fileError, isGzip, reasonOf } from "./read-bytes.js";

/** Of 64 kB to 4 MB the larger read faster; beyond 1 MB there is little to win. */
const chunkSize = 1 << 20;

/** The bytes of a file, or of standard input (`-`), piece by piece, unzipped where they are gzip. */
export async function* byteChunks(path: string, io: Io): AsyncGenerator<Uint8Array> {
  const raw = path === "-" ? io.standardInput() : fileChunks(path);
  const pieces = raw[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return;
  const all = prepended(first.value, pieces);
  yield* isGzip(first.value) ? unzipped(all) : all;
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
  const feeding = feed(chunks, gunzip);
  // What went wrong shows at the reading end.
  feeding.catch(() => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
    await feeding;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw typeof code === "string" && /^(?:Z_|ERR_)/.test(code) ? brokenGzipError(reasonOf(error)) : error;
  }
}

async function feed(chunks: AsyncIterable<Uint8Array>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once("drain", resolve).once("close", resolve));
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
    throw error;
  }
}
