import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Script } from "node:vm";
import { stateFolder } from "./setup/state-folder.js";

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;
const writableByOthers = 0o022;
const sumSize = 4;

type Start = (exports: unknown, module: unknown, require: unknown, folder: string) => void;

/**
 * Compiles a CommonJS file of plain ASCII, with what an earlier process compiled of it: Node 20 has no compile cache of
 * its own. The cache is written when the process ends, and passed over wherever something about it is not as it should be.
 */
export function compileCached(path: string): Start {
  const code = readFileSync(path, "latin1");
  const folder = join(stateFolder(process.env), "cache");
  // V8 itself refuses what another version of it made, and knows a text by its length alone.
  const { mtimeMs } = statSync(path);
  const file = join(
    folder,
    [basename(path, ".cjs"), process.version, process.arch, code.length, Math.floor(mtimeMs)].join("-"),
  );
  const cachedData = read(file);
  const script = new Script(`(function (exports, module, require, __dirname) {${code}\n})`, {
    filename: path,
    ...(cachedData !== undefined && { cachedData }),
  });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    process.once("exit", () => write(folder, file, script.createCachedData()));
  }
  return script.runInThisContext() as Start;
}

/** V8 does not check what it is given: damaged data would end the process. */
function read(file: string): Buffer | undefined {
  try {
    const descriptor = openSync(file, "r");
    try {
      const { mode, uid } = fstatSync(descriptor);
      if (process.getuid !== undefined && (uid !== process.getuid() || (mode & writableByOthers) !== 0))
        return undefined;
      const bytes = readFileSync(descriptor);
      const data = bytes.subarray(sumSize);
      return data.length > sumSize && bytes.readUInt32LE(0) === checksum(data) ? data : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function write(folder: string, file: string, data: Buffer): void {
  const sum = Buffer.alloc(sumSize);
  sum.writeUInt32LE(checksum(data));
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: ownerOnlyFolder });
    writeFileSync(temporary, Buffer.concat([sum, data]), { mode: ownerOnly });
    renameSync(temporary, file);
  } catch {
    // The next process compiles anew.
  }
}

/** A word in each so many: the file is never half written, and damage rarely stays with one word. */
const stride = 64;

function checksum(data: Buffer): number {
  const bytes = data.byteOffset % sumSize === 0 ? data : new Uint8Array(data);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / sumSize));
  let sum = data.length;
  for (let place = 0; place < words.length; place += stride) sum = (Math.imul(sum, 31) + (words[place] ?? 0)) >>> 0;
  return sum;
}
