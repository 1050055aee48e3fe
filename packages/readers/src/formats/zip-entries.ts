import { brokenArchiveError } from "../errors.js";
import { decodeText } from "../text.js";

/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Number of the compression method: 0 stored, 8 deflated, … */
  readonly method: number;
  readonly encrypted: boolean;
  /** Index of the entry's own header. */
  readonly offset: number;
  readonly packedSize: number;
  readonly size: number;
}

// Signatures and lengths as in PKWARE's APPNOTE.TXT, sections 4.3.7 to 4.3.16 and 4.5.3.
const endSignature = 0x06054b50;
const endLength = 22;
const longestComment = 0xffff;
const locatorSignature = 0x07064b50;
const locatorLength = 20;
const largeEndSignature = 0x06064b50;
const entrySignature = 0x02014b50;
const entryLength = 46;
const localSignature = 0x04034b50;
const localLength = 30;
const largeSizesTag = 1;
/** Stands where the number is in a zip64 field instead. */
const elsewhere = 0xffffffff;
const countElsewhere = 0xffff;

/**
 * The entries of a zip archive in the order of its directory, zip64 or not. Throws `broken-archive` where there is no
 * directory, or one that points outside the archive.
 */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] {
  const view = viewOf(bytes);
  const { count, start } = directory(view);
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + entryLength > view.byteLength || view.getUint32(at, true) !== entrySignature)
      throw brokenArchiveError(`its directory lists ${count} files and breaks off after ${index}`);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const extra = at + entryLength + nameLength;
    const end = extra + extraLength;
    if (end > view.byteLength)
      throw brokenArchiveError(`its directory lists ${count} files and breaks off after ${index}`);
    entries.push({
      name: decodeText(bytes.subarray(at + entryLength, extra)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      ...sizes(view, at, extra, end),
    });
    at = end + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The entry's bytes as they stand in the archive. Throws `broken-archive` where they are not all there. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = viewOf(bytes);
  const { offset, packedSize, name } = entry;
  if (offset + localLength > view.byteLength || view.getUint32(offset, true) !== localSignature)
    throw brokenArchiveError(`there is no ${name} where its directory says`);
  const start = offset + localLength + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > view.byteLength) throw brokenArchiveError(`it ends within ${name}`);
  return bytes.subarray(start, start + packedSize);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function directory(view: DataView): { readonly count: number; readonly start: number } {
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  const locator = end - locatorLength;
  const isLarge = count === countElsewhere || start === elsewhere || view.getUint32(end + 12, true) === elsewhere;
  if (!isLarge || locator < 0 || view.getUint32(locator, true) !== locatorSignature) return { count, start };
  const large = whole(view, locator + 8);
  if (large + 56 > view.byteLength || view.getUint32(large, true) !== largeEndSignature)
    throw brokenArchiveError("its zip64 directory is not where it should be");
  return { count: whole(view, large + 32), start: whole(view, large + 48) };
}

function endOfDirectory(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1) {
    // A comment may hold the signature too.
    const complete = at + endLength + view.getUint16(at + 20, true) <= view.byteLength;
    if (complete && view.getUint32(at, true) === endSignature) return at;
  }
  throw brokenArchiveError("its directory is missing, as in a file that was cut off");
}

/** Sizes and place of an entry; a zip64 field holds, in this order, those that are missing in the entry itself. */
function sizes(
  view: DataView,
  at: number,
  extra: number,
  extraEnd: number,
): Pick<ZipEntry, "packedSize" | "size" | "offset"> {
  let field = largeSizes(view, extra, extraEnd);
  const read = (place: number): number => {
    const value = view.getUint32(place, true);
    if (value !== elsewhere || field === undefined || field.at + 8 > field.end) return value;
    const large = whole(view, field.at);
    field = { at: field.at + 8, end: field.end };
    return large;
  };
  const size = read(at + 24);
  const packedSize = read(at + 20);
  const offset = read(at + 42);
  return { size, packedSize, offset };
}

function largeSizes(view: DataView, start: number, end: number): { at: number; end: number } | undefined {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== largeSizesTag) continue;
    return { at: at + 4, end: Math.min(end, at + 4 + view.getUint16(at + 2, true)) };
  }
  return undefined;
}

/** More than 2 ** 53 is no longer exact, and beyond any archive. */
function whole(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
