import fc from "fast-check";
import { hostileTexts, hostileValue, inheritedNames } from "./hostile-values.js";

type Mutable = unknown[] | Record<string, unknown>;

/** One change of a JSON value; the numbers choose the place, whatever the value's size. */
export interface Mutation {
  readonly place: number;
  readonly other: number;
  readonly how: (typeof ways)[number];
  readonly value: unknown;
}

const ways = ["retype", "delete", "duplicate", "wrap", "unwrap", "swap", "copy", "rename", "prefix", "cut"] as const;

const chosen = (list: readonly Mutation["how"][]): fc.Arbitrary<Mutation> =>
  fc.record({
    place: fc.nat(100_000),
    other: fc.nat(100_000),
    how: fc.constantFrom(...list),
    value: hostileValue,
  });

export const mutation: fc.Arbitrary<Mutation> = chosen(ways);

/** Changes that take nothing over from another record. */
export const localMutation: fc.Arbitrary<Mutation> = chosen(["retype", "delete", "wrap", "unwrap", "prefix", "cut"]);

interface Place {
  readonly holder: Mutable;
  readonly key: string | number;
}

function get({ holder, key }: Place): unknown {
  return (holder as Record<string, unknown>)[key];
}

function set({ holder, key }: Place, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesOf(root: Mutable): readonly Place[] {
  const places: Place[] = [];
  const go = (holder: Mutable): void => {
    const keys = Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder);
    for (const key of keys) {
      places.push({ holder, key });
      const value = (holder as Record<string, unknown>)[key];
      if (typeof value === "object" && value !== null) go(value as Mutable);
    }
  };
  go(root);
  return places;
}

/** A changed copy of the value. */
export function mutated(value: unknown, mutations: readonly Mutation[]): unknown {
  const root: [unknown] = [structuredClone(value)];
  for (const step of mutations) {
    const places = placesOf(root);
    const place = places[step.place % Math.max(1, places.length)];
    const other = places[step.other % Math.max(1, places.length)];
    if (place !== undefined && other !== undefined) apply(step, place, other);
  }
  return root[0];
}

function apply({ how, value, other: number }: Mutation, place: Place, other: Place): void {
  const old = get(place);
  switch (how) {
    case "retype":
      return set(place, structuredClone(value));
    case "delete":
      if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
      else delete place.holder[place.key];
      return;
    case "duplicate":
      if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 0, structuredClone(old));
      else set({ holder: place.holder, key: `${place.key}_2` }, structuredClone(old));
      return;
    case "wrap":
      return set(place, number % 2 === 0 ? [old] : { content: old });
    case "unwrap":
      return set(place, typeof old === "object" && old !== null ? Object.values(old)[0] : String(old).split(""));
    case "swap": {
      const values = [structuredClone(old), structuredClone(get(other))];
      set(place, values[1]);
      return set(other, values[0]);
    }
    case "copy":
      return set(place, structuredClone(get(other)));
    case "rename":
      if (Array.isArray(place.holder)) return;
      delete place.holder[place.key];
      return set({ holder: place.holder, key: inheritedNames[number % inheritedNames.length] ?? "" }, old);
    case "prefix":
      if (typeof old === "string") set(place, `${hostileTexts[number % hostileTexts.length] ?? ""}${old}`);
      return;
    case "cut":
      if (typeof old === "string") set(place, old.slice(0, number % (old.length + 1)));
      return;
    default:
  }
}
