import { deflateSync } from "fflate";

export interface ZipFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Number of the method; 8 deflates, any other stores what `packed` gives. */
  readonly method?: number;
  /** What stands in the archive, where the content is packed with a method of its own. */
  readonly packed?: Uint8Array;
  readonly flags?: number;
  /** Sizes and place in a zip64 field, as for files of 4 GB. */
  readonly large?: boolean;
  /** The sizes behind the data, as a writer does that cannot go back. */
  readonly streamed?: boolean;
}

export interface ZipShape {
  /** Numbers of the directory in a zip64 record, as for more than 65,535 files. */
  readonly large?: boolean;
  readonly comment?: string;
}

const elsewhere = 0xffffffff;
const encoder = new TextEncoder();

/** A zip archive in the shapes that writers use beside the plain one. Checksums are left at 0. */
export function zip(files: readonly ZipFile[], shape: ZipShape = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const content = typeof file.content === "string" ? encoder.encode(file.content) : file.content;
    const method = file.method ?? 8;
    const packed = file.packed ?? (method === 8 ? deflateSync(content) : content);
    const name = encoder.encode(file.name);
    const flags = (file.flags ?? 0) | (file.streamed === true ? 8 : 0) | 0x800;
    const sizes = file.streamed === true ? [0, 0] : [packed.length, content.length];
    const local = [
      ...number(0x04034b50, 4),
      ...number(45, 2),
      ...number(flags, 2),
      ...number(method, 2),
      ...number(0, 8),
      ...sizes.flatMap((size) => number(file.large === true ? elsewhere : size, 4)),
      ...number(name.length, 2),
      ...number(file.large === true ? 20 : 0, 2),
      ...name,
      ...(file.large === true ? extra([content.length, packed.length]) : []),
    ];
    const behind =
      file.streamed === true ? [...number(0x08074b50, 4), ...number(0, 4), ...number(packed.length, 4)] : [];
    if (file.streamed === true) behind.push(...number(content.length, 4));
    parts.push(Uint8Array.from(local), packed, Uint8Array.from(behind));
    // A time stamp's field before the one that counts.
    const fields = file.large === true ? [...number(0x5455, 2), ...number(1, 2), 0] : [];
    if (file.large === true) fields.push(...extra([content.length, packed.length, offset]));
    entries.push(
      Uint8Array.from([
        ...number(0x02014b50, 4),
        ...number(45, 2),
        ...number(45, 2),
        ...number(flags, 2),
        ...number(method, 2),
        ...number(0, 8),
        ...[packed.length, content.length].flatMap((size) => number(file.large === true ? elsewhere : size, 4)),
        ...number(name.length, 2),
        ...number(fields.length, 2),
        ...number(0, 10),
        ...number(file.large === true ? elsewhere : offset, 4),
        ...name,
        ...fields,
      ]),
    );
    offset += local.length + packed.length + behind.length;
  }
  const length = entries.reduce((sum, entry) => sum + entry.length, 0);
  return joined([...parts, ...entries, end(files.length, offset, length, shape)]);
}

function end(count: number, start: number, length: number, { large, comment = "" }: ZipShape): Uint8Array {
  const text = encoder.encode(comment);
  const record = [...number(0x06064b50, 4), ...number(44, 8), ...number(45, 4), ...number(0, 8)];
  record.push(...number(count, 8), ...number(count, 8), ...number(length, 8), ...number(start, 8));
  const locator = [...number(0x07064b50, 4), ...number(0, 4), ...number(start + length, 8), ...number(1, 4)];
  return Uint8Array.from([
    ...(large === true ? [...record, ...locator] : []),
    ...number(0x06054b50, 4),
    ...number(0, 4),
    ...number(large === true ? 0xffff : count, 2),
    ...number(large === true ? 0xffff : count, 2),
    ...number(large === true ? elsewhere : length, 4),
    ...number(large === true ? elsewhere : start, 4),
    ...number(text.length, 2),
    ...text,
  ]);
}

function extra(values: readonly number[]): number[] {
  return [...number(1, 2), ...number(values.length * 8, 2), ...values.flatMap((value) => number(value, 8))];
}

function number(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
