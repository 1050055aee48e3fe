import { describe, expect, it } from "vitest";
import { properties } from "./commands.js";

const runs = 5_000;

describe("calls that no agent would make", () => {
  it.each(properties)("$name", ({ check }) => {
    expect(() => check(runs)).not.toThrow();
  });
});
