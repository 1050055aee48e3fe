import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { neverTested } from "../src/never-tested/index.js";

type Run = ReturnType<typeof episode>;
const edited = (task = "Fix the sum"): Run => episode(task).edit("src/a.ts");
const count = (run: Run) => detect(neverTested, run.finish()).length;

describe("NEVER_TESTED", () => {
  it.each<[name: string, run: Run, findings: number]>([
    ["a user who ran it", edited().user("I ran it"), 0],
    ["a user who ran it before the edit", episode().user("I ran it").look("a").edit("src/a.ts"), 1],
    ["an agent that says so", edited().message("I ran it"), 1],
    ["a sub-agent that was sent to test", edited().delegate("Run the tests"), 0],
    ["a sub-agent that was sent to look", edited().delegate("Look for usages"), 1],
    ["a sub-agent that tested before", episode().delegate("Run the tests").edit("src/a.ts"), 1],
    ["a latest sub-agent", edited().delegate("Look at the latests and prebuild notes"), 1],
    ["a task that waives it", edited("Fix it, no need to run it."), 0],
    ["a user who waives it", edited().user("Don't test anything."), 0],
    ["an agent that waives it", edited().message("No need to run it."), 1],
    ["a command that the user refused", edited().shell("npm test", "", { status: "refused" }), 0],
    ["a commit that the user refused", edited().shell("git commit -m x", "", { status: "refused" }), 1],
    ["a commit and more that the user refused", edited().shell("git add . && npm test", "", { status: "refused" }), 0],
    ["data", episode().edit("src/a.json"), 0],
    ["a file that only begins like data", episode().edit("src/a.json.ts"), 1],
  ])("%s: findings %#", (_, run, findings) => {
    expect(count(run)).toBe(findings);
  });

  it("is less sure where something was tried, or the recording stops at the edit", () => {
    const confidence = (run: Run) => detect(neverTested, run.finish())[0]?.confidence;
    expect(confidence(edited())).toBe(0.95);
    expect(confidence(edited().test("vitest run", { ran: false, notRun: "died" }))).toBe(0.8);
    const cut = (run: Run) => detect(neverTested, run.outcome({ endedBy: "cut" }).end(""))[0]?.confidence;
    expect(cut(edited())).toBe(0.6);
    expect(cut(edited().look("src/a.ts"))).toBe(0.95);
  });

  it("names the last attempt", () => {
    const run = edited()
      .test("vitest run", { ran: false, notRun: "died" })
      .test("npm test", { ran: false, notRun: "died" })
      .finish();
    expect(detect(neverTested, run)).toMatchObject([{ data: { attempt: { step: 3, command: "npm test" } } }]);
  });

  it("takes a test run in the background for one, where the beginning of its output says so", () => {
    const started = (observation: string) =>
      edited().test("vitest run", { ran: false, notRun: "not-started", observation }).check("x", { tree: "baseline" });
    expect(count(started("It runs in the background."))).toBe(0);
    expect(
      count(edited().test("vitest run", { ran: false, notRun: "died", observation: "built within background" })),
    ).toBe(1);
    const late = `${"x".repeat(400)} it runs in the background`;
    expect(count(edited().test("vitest run", { ran: false, notRun: "died", observation: late }))).toBe(1);
  });
});
