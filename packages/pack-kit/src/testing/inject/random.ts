/** A source of choices that gives the same ones for the same seed, in every engine. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  below(limit: number): number;
  /** One of the items; the list must not be empty. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** Mulberry32, by Tommy Ettinger (public domain): 32 bits of state are plenty for choosing places. */
export function randomOf(seed: number, salt = ""): Random {
  let state = seed | 0;
  for (let at = 0; at < salt.length; at += 1) state = Math.imul(state ^ salt.charCodeAt(at), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
}
