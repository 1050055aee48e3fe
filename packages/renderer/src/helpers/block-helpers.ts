import { wrongValueError } from "../errors.js";
import { describeValue, placeOf } from "./place.js";
import type { CallOptions } from "./place.js";

// oxlint-disable oxc/no-this-in-exported-function -- Handlebars hands the context of a block over as `this`

/** `{{#is a b}}…{{else}}…{{/is}}`, and as a value: `{{#if (is a b)}}`. Strict equality. */
export function is(this: unknown, left: unknown, right: unknown, options: CallOptions): string | boolean {
  const same = left === right;
  if (options.fn === undefined) return same;
  return same ? options.fn(this) : (options.inverse?.(this) ?? "");
}

type Each = (this: unknown, value: unknown, options: CallOptions) => string;

/** Handlebars' own `each` over lists only: over nothing at all it would be silently empty. */
export function strictEach(each: Each): Each {
  return function strict(value, options) {
    if (!Array.isArray(value)) throw wrongValueError(placeOf(options), "#each", "a list", describeValue(value));
    return each.call(this, value, options);
  };
}
