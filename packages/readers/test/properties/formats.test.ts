import { describe, expect, it } from "vitest";
import { properties } from "./formats.js";
import { recordings } from "./recordings.js";

/** Enough to notice a reader that stands nothing at all; `formats.slow.ts` looks thoroughly. */
const runs = 5;

describe.each(properties)("every format withstands $name", ({ check }) => {
  it.each(recordings)("$format $kind", (recording) => {
    expect(() => check(recording, runs)).not.toThrow();
  });
});
