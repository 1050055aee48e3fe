/** Characters that are mixed in: of longer texts every n-th, or the id would cost more than parsing the text. */
const sampled = 16_384;

/**
 * A short id of a text: 16 hexadecimal digits from two multiply-xor lanes over its length and its characters, evenly
 * sampled in long texts (the mixing constants are those of MurmurHash3 and xxHash32). It names a recording; it is no
 * checksum.
 */
export function contentHash(text: string): string {
  let first = 0x9747b28c ^ text.length;
  let second = 0x2f0b4c47;
  const stride = Math.max(1, Math.ceil(text.length / sampled));
  for (let index = 0; index < text.length; index += stride) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x85ebca6b);
    second = Math.imul(second ^ code, 0x9e3779b1);
    second ^= second >>> 15;
  }
  return digest(first, second);
}

function digest(first: number, second: number): string {
  const left = finish(first ^ (second >>> 7));
  return hexadecimal(left) + hexadecimal(finish(second ^ left));
}

function finish(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hexadecimal(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, "0");
}
