import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { loopingBehavior } from "../src/looping-behavior/index.js";

describe("LOOPING_BEHAVIOR fires", () => {
  it("for the same call with the same answer three times", () => {
    const run = episode().shell("ls src", "a").look("src/a.ts").shell("ls src", "a").shell("ls src", "a").finish();
    const [found] = detect(loopingBehavior, run);
    expect(found).toMatchObject({
      steps: [1, 3, 4],
      data: { kind: "action", times: 3, words: "a call of", name: "ls", lines: null, untilEnd: true },
    });
    expect(found?.evidence).toBe(
      "`ls src` was called 3 times between steps 1 and 4 and gave the same answer each time, with no change in between.",
    );
  });

  it("for a cycle of calls gone through three times", () => {
    const run = episode();
    for (let round = 0; round < 3; round += 1) run.look("src/a.ts", { lines: [1, 9] }).shell("ls src", "a");
    const [found] = detect(loopingBehavior, run.finish());
    expect(found).toMatchObject({ steps: [1, 2, 3, 4, 5, 6], data: { kind: "cycle", length: 2, times: 3 } });
  });

  it("for the same lines of a file four times, with other edits in between", () => {
    const run = episode();
    for (let round = 0; round < 4; round += 1) run.look("src/a.ts", { lines: [1, 9] }).edit("src/b.ts");
    expect(detect(loopingBehavior, run.finish())[0]).toMatchObject({
      steps: [1, 3, 5, 7],
      data: { kind: "range", times: 4, words: "a look at", name: "src/a.ts", lines: "lines 1-9", untilEnd: false },
    });
  });

  it("and says of a whole file that it was opened, not which call did it", () => {
    const run = episode();
    for (let round = 0; round < 4; round += 1) run.look("src/a.ts").edit("src/b.ts");
    expect(detect(loopingBehavior, run.finish())[0]).toMatchObject({
      evidence: "`src/a.ts` was opened 4 times between steps 1 and 7 without an edit of that file in between.",
      data: { name: "src/a.ts", lines: null },
    });
  });

  it("for the same message three times in a row", () => {
    const run = episode().look("src/a.ts").message("Done!").message("Done!").message("Done!").end();
    expect(detect(loopingBehavior, run)[0]).toMatchObject({ steps: [1], data: { kind: "message", times: 3 } });
  });

  it("once where one repeat is for the most part inside another", () => {
    const run = episode().look("src/a.ts").edit("src/b.ts");
    for (let round = 0; round < 3; round += 1) run.look("src/a.ts").shell("ls src", "a");
    const found = detect(loopingBehavior, run.finish());
    expect(found.map(({ data, steps }) => [data.kind, ...steps])).toEqual([["cycle", 3, 4, 5, 6, 7, 8]]);
  });

  it("by the option's number of times", () => {
    const run = episode().shell("ls", "a").shell("ls", "a").shell("ls", "a").finish();
    expect(detect(loopingBehavior, run, { minimumTimes: 4 })).toEqual([]);
  });
});

describe("LOOPING_BEHAVIOR does not fire", () => {
  const busy = "connection refused";
  it.each([
    [
      "for tests that are run again after an edit",
      episode().test().edit("a.ts").test().edit("a.ts").test().edit("a.ts").test().finish(),
    ],
    [
      "for overlapping ranges",
      episode()
        .look("a.ts", { lines: [1, 9] })
        .look("a.ts", { lines: [1, 10] })
        .look("a.ts", { lines: [2, 9] })
        .look("a.ts", { lines: [2, 10] })
        .finish(),
    ],
    ["for one command over several paths", episode().shell("wc a", "1").shell("wc b", "1").shell("wc c", "1").finish()],
    [
      "for an answer that changes",
      episode().shell("status", "10 %").shell("status", "50 %").shell("status", "100 %").finish(),
    ],
    [
      "for a call that met a broken infrastructure",
      episode()
        .shell("curl x", busy, { status: "error" })
        .shell("curl x", busy, { status: "error" })
        .shell("curl x", busy, { status: "error" })
        .finish(),
    ],
    ["for two times", episode().shell("ls", "a").shell("ls", "a").finish()],
    [
      "for lines looked at again after an edit",
      episode().look("a.ts").look("a.ts").edit("a.ts").look("a.ts").look("a.ts").finish(),
    ],
    [
      "for lines looked at again after a compaction",
      episode().look("a.ts").look("a.ts").compaction().look("a.ts").look("a.ts").end(),
    ],
  ])("%s", (_name, run) => {
    expect(detect(loopingBehavior, run)).toEqual([]);
  });

  it.each([
    "run the queue test 4 times",
    "Run it until it fails",
    "the queue test is flaky",
    "It hangs intermittently, find out why",
  ])("for tests run again where the task asks for it: %s", (task) => {
    const run = episode(task).test("npx vitest").test("npx vitest").test("npx vitest").test("npx vitest").end();
    expect(detect(loopingBehavior, run)).toEqual([]);
  });

  it("but for what tells no more the second time", () => {
    const run = episode("The queue test is flaky").shell("ls", "a").shell("ls", "a").shell("ls", "a").end();
    expect(detect(loopingBehavior, run)).toHaveLength(1);
    const until = episode("Run the tests until they pass").test("pytest").test("pytest").test("pytest").end();
    expect(detect(loopingBehavior, until)).toHaveLength(1);
  });
});
