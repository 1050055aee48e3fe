import { describe, expect, it } from "vitest";
import { properties } from "./formats.js";
import { recordings } from "./recordings.js";

const runs = 400;

describe.each(properties)("every format withstands $name", ({ check }) => {
  it.each(recordings)("$format $kind", (recording) => {
    expect(() => check(recording, runs)).not.toThrow();
  });
});
