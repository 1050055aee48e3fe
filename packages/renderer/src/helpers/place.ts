import type { Block, Frame } from "../runtime.js";

/** The last argument of every helper; the compiler writes `loc` into each call. */
export interface CallOptions {
  readonly name: string;
  readonly hash: Readonly<Record<string, unknown>>;
  readonly fn?: Block;
  readonly inverse?: Block;
  readonly data?: Frame;
  readonly loc?: { readonly source?: string; readonly start: { readonly line: number; readonly column: number } };
}

export interface BlockOptions extends CallOptions {
  readonly fn: Block;
  readonly inverse: Block;
}

/** `never-tested/plan.hbs:3:5`. */
export function placeOf({ loc }: CallOptions): string {
  return loc === undefined ? "template" : `${loc.source ?? "template"}:${loc.start.line}:${loc.start.column + 1}`;
}

export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "a text";
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}
