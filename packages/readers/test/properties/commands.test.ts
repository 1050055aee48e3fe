import { describe, expect, it } from "vitest";
import { properties } from "./commands.js";

/** Enough to notice what breaks at once; `commands.slow.ts` looks thoroughly. */
const runs = 60;

describe("calls that no agent would make", () => {
  it.each(properties)("$name", ({ check }) => {
    expect(() => check(runs)).not.toThrow();
  });
});
