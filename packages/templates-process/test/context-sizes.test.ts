import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { contextOverflow } from "../src/context-overflow/index.js";

const text = (length: number) => "x".repeat(length);

describe("CONTEXT_OVERFLOW", () => {
  it("names the largest observation of a run that was cut, from 10,000 characters on", () => {
    const largestOf = (length: number) =>
      detect(
        contextOverflow,
        episode()
          .look("src/a.ts", { observation: text(length) })
          .compaction()
          .edit("src/a.ts")
          .end(),
      ).map(({ data }) => data.largest);
    expect(largestOf(10_000)).toEqual([{ step: 1, characters: 10_000, what: "src/a.ts" }]);
    expect(largestOf(9_999)).toEqual([null]);
  });

  it("allows all observations together the whole bound", () => {
    const run = (length: number) =>
      episode().shell("cat a", text(6_000)).shell("cat b", text(length)).shell("ls", "").finish();
    const options = { totalCharacters: 10_000 };
    expect(detect(contextOverflow, run(4_000), options)).toEqual([]);
    expect(detect(contextOverflow, run(4_001), options)).toMatchObject([{ data: { totalExceeded: true } }]);
  });

  it("cites the three largest observations, the largest first and equal ones as they came", () => {
    const run = [51_000, 53_000, 52_000, 53_000, 50_500].reduce(
      (before, length) => before.shell("cat log", text(length)),
      episode(),
    );
    const [found] = detect(contextOverflow, run.finish());
    expect(found?.data.large.map(({ step }) => step)).toEqual([2, 4, 3, 1, 5]);
    expect(found?.steps).toEqual([2, 3, 4]);
  });

  it("is surest where the run itself says that the context was full", () => {
    const confidences = [
      episode().look("a.ts").outcome({ endedBy: "context" }).end(),
      episode().look("a.ts").compaction().look("b.ts").end(),
      episode()
        .look("a.ts", { observation: text(50_001) })
        .finish(),
    ].map((run) => detect(contextOverflow, run)[0]?.confidence);
    expect(confidences).toEqual([0.95, 0.95, 0.8]);
  });

  it("names the first file that a call showed, else the first line of its command", () => {
    const large = { observation: text(50_001) };
    const named = (run: ReturnType<typeof episode>) => detect(contextOverflow, run.finish())[0]?.data.large[0]?.what;
    const missing = action.look("src/none.ts", { found: false });
    expect(named(episode().step({ ...large, command: "cat" }, missing, action.look("src/a.ts")))).toBe("src/a.ts");
    expect(named(episode().step(large, action.look("src/a.ts"), action.look("src/b.ts")))).toBe("src/a.ts");
    expect(named(episode().step({ ...large, command: "\n  cat log\nls" }, missing))).toBe("cat log");
  });
});
