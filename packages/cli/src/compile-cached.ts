import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import { stateFolder } from "./setup/state-folder.js";

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;
const writableByOthers = 0o022;
const sumSize = 4;

/**
 * Compiles as `vm.Script` does, with what an earlier process compiled of the same text: Node 20 has no compile cache of
 * its own. The cache is written when the process ends, and passed over wherever something about it is not as it should be.
 */
export function compileCached(code: string, filename: string): () => unknown {
  const folder = join(stateFolder(process.env), "cache");
  // V8 itself refuses what another version of it made, and knows a text by its length alone.
  const file = join(folder, `engine-${process.version}-${process.arch}-${crc32(code).toString(16)}`);
  const cachedData = read(file);
  const script = new Script(code, { filename, ...(cachedData !== undefined && { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    process.once("exit", () => write(folder, file, script.createCachedData()));
  }
  return () => script.runInThisContext() as unknown;
}

/** V8 does not check what it is given: damaged data would end the process. */
function read(file: string): Buffer | undefined {
  try {
    const descriptor = openSync(file, "r");
    try {
      const { mode, uid } = fstatSync(descriptor);
      if (process.getuid !== undefined && (uid !== process.getuid() || (mode & writableByOthers) !== 0)) return undefined;
      const bytes = readFileSync(descriptor);
      const data = bytes.subarray(sumSize);
      return data.length > 0 && bytes.readUInt32LE(0) === crc32(data) ? data : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function write(folder: string, file: string, data: Buffer): void {
  const sum = Buffer.alloc(sumSize);
  sum.writeUInt32LE(crc32(data));
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: ownerOnlyFolder });
    writeFileSync(temporary, Buffer.concat([sum, data]), { mode: ownerOnly });
    renameSync(temporary, file);
  } catch {
    // The next process compiles anew.
  }
}
