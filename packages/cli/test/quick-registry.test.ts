import { describe, expect, it } from "vitest";
import { liveRegistry } from "../src/hook/live-registry.js";
import { quickRegistry } from "../src/hook/quick-registry.js";
import { liveTypes } from "../src/hook/settings.js";

describe("the quick registry", () => {
  it("holds what the checked one holds", () => {
    const types = new Set(liveTypes);
    const quick = quickRegistry(types);
    const checked = liveRegistry(types);
    expect(quick.strategies).toEqual(checked.strategies);
    expect(quick.strategies.map(({ type }) => type).sort()).toEqual([...liveTypes].sort());
    expect(quick.recognisers).toEqual(checked.recognisers);
    for (const name of [...liveTypes, ...quick.strategies.map(({ id }) => id), "UNCLASSIFIED"]) {
      expect(quick.get(name)).toEqual(checked.get(name));
    }
    expect([quick.fallback, quick.success]).toEqual([checked.fallback, checked.success]);
  });
});
