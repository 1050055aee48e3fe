import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
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
