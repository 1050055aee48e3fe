import { wrongValueError } from "../errors.js";
import type { Block } from "../runtime.js";
import { innerFrame } from "../runtime.js";
import { describeValue, placeOf } from "./place.js";
import type { BlockOptions, CallOptions } from "./place.js";

// oxlint-disable oxc/no-this-in-exported-function -- generated code hands the context of a block over as `this`

export function conditional(this: unknown, value: unknown, { fn, inverse }: BlockOptions): string {
  return isEmpty(value) ? inverse(this) : fn(this);
}

export function unless(this: unknown, value: unknown, { fn, inverse }: BlockOptions): string {
  return isEmpty(value) ? fn(this) : inverse(this);
}

/** `{{#is a b}}…{{else}}…{{/is}}`, and as a value: `{{#if (is a b)}}`. Strict equality. */
export function is(this: unknown, left: unknown, right: unknown, { fn, inverse }: CallOptions): string | boolean {
  const same = left === right;
  if (fn === undefined) return same;
  return same ? fn(this) : (inverse?.(this) ?? "");
}

/** Lists only: over anything else it would be silently empty. */
export function each(this: unknown, value: unknown, options: BlockOptions): string {
  if (!Array.isArray(value)) throw wrongValueError(placeOf(options), "#each", "a list", describeValue(value));
  const entries: readonly unknown[] = value;
  if (entries.length === 0) return options.inverse(this);
  const block: Block = options.fn;
  let text = "";
  for (const [index, entry] of entries.entries()) {
    const own = { key: index, index, first: index === 0, last: index === entries.length - 1 };
    text += block(entry, { data: innerFrame(options.data, own), blockParams: [entry, index] });
  }
  return text;
}

export function within(this: unknown, value: unknown, { fn, inverse, data }: BlockOptions): string {
  return isEmpty(value) && value !== 0 ? inverse(this) : fn(value, { ...(data && { data }), blockParams: [value] });
}

/** Nothing, an empty text, an empty list, false, zero. */
function isEmpty(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}
