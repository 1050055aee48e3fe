import type { Helpers } from "../runtime.js";
import { conditional, each, is, unless, within } from "./block-helpers.js";
import { code, codes, count, fence, print, steps } from "./text-helpers.js";

/** By the names that templates use; `print` is called for every bare `{{path}}`. */
export const helpers: Helpers = Object.freeze(
  Object.assign(Object.create(null) as Record<string, never>, {
    if: conditional,
    unless,
    each,
    with: within,
    is,
    print,
    code,
    codes,
    steps,
    count,
    fence,
  }),
);
