import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { debugPrints } from "../src/leftover-artifacts/debug-prints.js";
import { leftoverArtifacts } from "../src/leftover-artifacts/index.js";
import { added } from "./patches.js";

type Run = ReturnType<typeof episode>;

const lines = (count: number, text: (index: number) => string = String) =>
  Array.from({ length: count }, (_, index) => text(index));

describe("LEFTOVER_ARTIFACTS", () => {
  const found = (run: Run) => detect(leftoverArtifacts, run.finish())[0];
  const print = 'print("DEBUG x")';
  const edited = (task?: string) => episode(task).edit("src/a.py", { removed: "x", added: print });

  it("of debug prints, unless the task or the user asks for such output", () => {
    expect(found(edited())).toMatchObject({
      confidence: 0.8,
      data: { printed: ["src/a.py"], prints: 1, submitted: false },
    });
    expect(found(edited("Add a debug log"))).toBeUndefined();
    expect(found(edited("Add a nondebug log"))).toBeDefined();
    expect(found(edited().user("Show debugging output"))).toBeUndefined();
    expect(found(edited().message("a debug log"))).toBeDefined();
  });

  it("of files in the patch, with the step that made them", () => {
    const run = (submission: string) =>
      found(
        episode()
          .edit("src/a.py")
          .create("repro.py", "x", { pathClass: "scratch" })
          .edit("repro.py", { pathClass: "scratch" })
          .with({ submission }),
      );
    expect(run(added("repro.py", "x"))).toMatchObject({
      confidence: 0.95,
      steps: [2, 4],
      data: { files: ["repro.py"], submitted: true },
    });
    expect(run("diff --git a/repro.py b/repro.py\ndeleted file mode 100644\n")).toBeUndefined();
    expect(run(" \n")).toBeUndefined();
  });

  it("of prints in the patch, by the edits that brought them, else by all", () => {
    const steps = (first: string, second: string) =>
      found(
        episode()
          .edit("src/a.py", { added: first })
          .edit("src/a.py", { added: second })
          .with({ submission: added("src/a.py", `  ${print}`, "breakpoint()") }),
      )?.steps;
    expect(steps(print, "x")).toEqual([1, 3]);
    expect(steps("x", print)).toEqual([2, 3]);
    expect(steps("x", "breakpoint()")).toEqual([2, 3]);
    expect(steps("x", "y")).toEqual([1, 2, 3]);
  });

  it("of prints in the tree that no later edit took away", () => {
    const then = (fields: object) => found(edited().edit("src/a.py", fields));
    expect(then({ removed: print, added: "x" })).toBeUndefined();
    expect(then({ removed: "y", added: "x" })).toBeDefined();
    expect(then({ added: "x" })).toBeDefined();
    expect(then({ removed: "x" })).toBeDefined();
    expect(then({})).toBeUndefined();
    expect(then({ whole: true, added: "x" })).toBeUndefined();
    expect(found(edited().edit("src/b.py", { kind: "move", from: "src/a.py" }))).toBeUndefined();
    expect(found(edited().edit("src/b.py", { kind: "move", from: "src/a.py", effect: "rejected" }))).toBeDefined();
    expect(found(edited().edit("src/b.py", { from: "src/a.py" }))).toBeDefined();
    expect(found(episode().edit("README.md", { removed: "x", added: print }).edit("src/z.py"))).toBeUndefined();
  });

  it("needs a product beside it, looked at for a task of change", () => {
    const scratch = (run: Run) => found(run.create("repro.py", "x", { pathClass: "scratch" }));
    expect(scratch(episode().look("src/a.py"))).toBeDefined();
    expect(scratch(episode())).toBeUndefined();
    expect(scratch(episode("Why is it slow?").look("src/a.py"))).toBeUndefined();
    expect(scratch(episode().look("src/a.py").with({ submission: "The answer" }))).toBeUndefined();
  });

  it("reads a print as one for debugging by its text, or a comment up to five lines above", () => {
    const below = (count: number) => debugPrints(["# debug", ...lines(count, () => "x = 1"), "print('a')"]).length;
    expect([below(0), below(4), below(5)]).toEqual([1, 1, 0]);
    expect(debugPrints(["# debug", " ", "print('a')"])).toEqual([]);
    expect(debugPrints(["# debug", "# more", "print('a')"])).toEqual([]);
    expect(debugPrints(["# undebug", "print('a')"])).toEqual([]);
    expect(debugPrints(["x", "print('a')"])).toEqual([]);
    expect(debugPrints(["# debug", "print('a')", "print('b')"])).toHaveLength(2);
  });
});
