import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { emptyPatch } from "../src/empty-patch/index.js";
import { debugPrints } from "../src/leftover-artifacts/debug-prints.js";
import { leftoverArtifacts } from "../src/leftover-artifacts/index.js";
import { scopeCreep } from "../src/scope-creep/index.js";
import { added, changed } from "./patches.js";

type Run = ReturnType<typeof episode>;

const lines = (count: number, text: (index: number) => string = String) =>
  Array.from({ length: count }, (_, index) => text(index));

describe("SCOPE_CREEP", () => {
  const found = (run: Run) => detect(scopeCreep, run.finish())[0];
  const fix = (count: number) =>
    changed(
      "src/a.ts",
      lines(count / 2),
      lines(count / 2, (index) => `n${index}`),
    );
  const lock = (count: number) => added("package-lock.json", ...lines(count));
  const locked = (inside: number, outside: number, task?: string) =>
    found(
      episode(task)
        .edit("src/a.ts")
        .install("x")
        .with({ submission: fix(inside) + lock(outside) }),
    );

  it("is twenty lines and more than half", () => {
    expect(locked(2, 19)).toBeUndefined();
    expect(locked(2, 20)?.data.outsideLines).toBe(20);
    expect(locked(20, 20)).toBeUndefined();
    expect(locked(20, 21)).toBeDefined();
  });

  it.each([
    ["Bump left", false],
    ["Bumpy ride", true],
    ["Disinstall it", true],
    ["Install it", false],
  ])("of lock files, unless the task asks for them: %s", (task, fires) => {
    expect(locked(2, 30, task) !== undefined).toBe(fires);
  });

  it("of formatting, unless the task asks for it", () => {
    const apart = (task: string, words = "") =>
      found(
        episode(task)
          .edit("src/a.ts", {
            removed: lines(15, (index) => `f("${index}")`).join("\n"),
            added: lines(15, (index) => ` f('${index}');`).join("\n"),
          })
          .user(words),
      )?.data.kind;
    expect(apart("Fix it")).toBe("formatting");
    expect(apart("Reformat it")).toBeUndefined();
    expect(apart("Change the information")).toBe("formatting");
    expect(apart("Fix it", "and use prettier")).toBeUndefined();
    expect(apart(`${" ".repeat(19_996)}lint`)).toBeUndefined();
    expect(apart(`${" ".repeat(19_997)}lint`)).toBe("formatting");
  });

  it("not by what the agent alone said", () => {
    const run = episode()
      .install("x")
      .message("upgrade")
      .with({ submission: lock(30) });
    expect(found(run)).toBeDefined();
  });

  it("of other folders than the relevant files have, the largest first", () => {
    const files = (run: Run, relevantFiles = ["src/a.ts", "lib/b.ts"]) =>
      found(run.with({ relevantFiles }))?.data.files;
    const text = (count: number) => ({ added: lines(count).join("\n") });
    expect(files(episode().edit("x/a.ts", text(20)).edit("y/b.ts", text(30)))).toEqual(["y/b.ts", "x/a.ts"]);
    expect(files(episode().edit("lib/z.ts", text(30)))).toBeUndefined();
    expect(files(episode().edit("src/deep/z.ts", text(30)))).toEqual(["src/deep/z.ts"]);
    expect(files(episode().edit("xsrc/z.ts", text(30)))).toEqual(["xsrc/z.ts"]);
    expect(files(episode().edit("z.ts", text(30)), ["a.ts"])).toBeUndefined();
    const moved = episode()
      .edit("x/a.ts", { ...text(30), kind: "move" })
      .edit("y/b.ts", text(20));
    expect(files(moved)).toEqual(["y/b.ts"]);
    expect(
      files(
        episode()
          .edit("x/a.ts", { ...text(30), by: "restore" })
          .edit("y/b.ts", text(20)),
      ),
    ).toEqual(["y/b.ts"]);
    expect(
      files(
        episode()
          .edit("x/a.ts", { ...text(30), effect: "rejected" })
          .edit("y/b.ts", text(20)),
      ),
    ).toEqual(["y/b.ts"]);
    expect(files(episode().edit("y/b.ts", text(20)).edit("x/empty.ts", { added: "", removed: "" }))).toEqual([
      "y/b.ts",
    ]);
  });

  it("of several kinds", () => {
    const run = episode()
      .install("x")
      .edit("x/a.ts")
      .with({
        submission: lock(30) + added("x/a.ts", ...lines(30)),
        relevantFiles: ["src/a.ts"],
      });
    expect(found(run)?.data.kind).toBe("several kinds");
  });

  it("counts lines that stand on one side only", () => {
    const both = ["a", "a", "b"];
    const run = episode().edit("x/a.ts", {
      removed: [...both, ...lines(20)].join("\n"),
      added: ["a", ...lines(20), "c"].join("\n"),
    });
    expect(detect(scopeCreep, run.with({ relevantFiles: ["src/a.ts"] }).finish(), { minimumLines: 1 })).toMatchObject([
      { data: { outsideLines: 3 } },
    ]);
  });

  it("takes whole numbers of lines", () => {
    const result = scopeCreep.options?.["~standard"].validate({ minimumLines: 2.5 });
    expect(result !== undefined && "issues" in result && (result.issues?.length ?? 0) > 0).toBe(true);
  });
});

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

describe("EMPTY_PATCH", () => {
  const found = (run: Run, message?: string) =>
    detect(emptyPatch, message === undefined ? run.finish() : run.end(message))[0];
  const looked = () => episode().look("src/a.py");

  it("says what the patch or the tree holds", () => {
    expect(found(looked().with({ submission: "" }))).toMatchObject({ confidence: 0.95 });
    expect(found(looked().with({ submission: "" }))?.evidence).toBe(
      "The submitted patch is empty; no product file was ever edited in 2 steps.",
    );
    expect(found(looked().with({ submission: added("repro.py", "x") }))?.evidence).toContain(
      "The submitted patch holds only `repro.py`; ",
    );
    expect(found(looked())).toMatchObject({ confidence: 0.8 });
    expect(found(looked())?.evidence).toBe(
      "No product file differs from its start; no product file was ever edited in 2 steps.",
    );
    expect(found(looked().create("repro.py", "x", { pathClass: "scratch" }))?.data.others).toEqual(["repro.py"]);
  });

  it("names three files that were looked at, the last first, edits aside", () => {
    const looks = (count: number) => lines(count).reduce<Run>((run, name) => run.look(`src/${name}.py`), episode());
    expect(found(looks(3))?.data.looked).toEqual(["src/2.py", "src/1.py", "src/0.py"]);
    expect(found(looks(4))?.data.looked).toEqual(["src/3.py", "src/2.py", "src/1.py"]);
    const several = episode()
      .look("src/z.py")
      .step({}, action.look("src/a.py"), action.look("src/b.py"))
      .look("src/c.py")
      .look("src/d.py");
    expect(found(several)?.data.looked).toEqual(["src/d.py", "src/c.py", "src/a.py"]);
    const edit = looked().step({}, action.look("src/b.py"), action.edit("src/b.py", { effect: "rejected" }));
    expect(found(edit)?.data.looked).toEqual(["src/a.py"]);
    const listed = looked().step({}, { kind: "list", path: "src/l.py", pathClass: "product", found: true } as never);
    expect(found(listed)?.data.looked).toEqual(["src/a.py"]);
    expect(found(looked().look("src/b.py", { found: false }))?.data.looked).toEqual(["src/a.py"]);
  });

  it("leaves doubts alone", () => {
    expect(found(looked().with({ submission: "The answer" }))).toBeUndefined();
    expect(found(looked().with({ submission: " \n" }).outcome({ endedBy: "limit" }))).toBeDefined();
    expect(found(looked(), "Shall I? ")).toBeUndefined();
    expect(found(looked().step({}, { kind: "ask", question: "x" } as never))).toBeUndefined();
    expect(found(looked().delegate("x"))).toBeUndefined();
    expect(found(looked().shell("echo x > a"))).toBeUndefined();
    expect(found(looked().shell("make 2>&1"))).toBeDefined();
    expect(found(looked().shell("fetee a"))).toBeDefined();
    expect(found(looked().step({}, { kind: "other" } as never))).toBeDefined();
    expect(found(looked().check("sed -i x"))).toBeDefined();
    const event = (kind: "interruption") => looked().with({ events: [{ kind, afterStep: 1 }] });
    expect(found(event("interruption").unknown(), "Done.")).toBeUndefined();
    expect(found(event("interruption"), "Done.")).toBeDefined();
    expect(found(looked().message("x").unknown(), "Done.")).toBeDefined();
  });
});
