import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { scopeCreep } from "../src/scope-creep/index.js";
import { added, changed } from "./patches.js";

const lines = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index));
const double = lines(15, (index) => `call("${index}")`);
const single = lines(15, (index) => `  call('${index}'),`);
const fix = changed("src/a.ts", ["one"], ["two"]);
const lock = added("package-lock.json", ...lines(30, String));

describe("SCOPE_CREEP fires", () => {
  it("for a lock file that an installation wrote", () => {
    const run = episode()
      .edit("src/a.ts")
      .install("left")
      .with({ submission: fix + lock });
    const [found] = detect(scopeCreep, run.finish());
    expect(found).toMatchObject({
      steps: [2],
      data: { outsideLines: 30, changedLines: 32, percent: 94, files: ["package-lock.json"], kind: "lock files" },
    });
    expect(found?.evidence).toBe("30 of 32 changed lines lie outside the task (lock files): `package-lock.json`.");
  });

  it("for formatting, in a patch and in the edits themselves", () => {
    const patch = episode()
      .edit("src/a.ts")
      .with({ submission: changed("src/a.ts", double, single) });
    expect(detect(scopeCreep, patch.finish())).toMatchObject([
      { steps: [1], data: { kind: "formatting", outsideLines: 30 } },
    ]);
    const tree = episode().edit("src/a.ts", { removed: double.join("\n"), added: single.join("\n") });
    expect(detect(scopeCreep, tree.end())).toMatchObject([{ steps: [1], data: { kind: "formatting", percent: 100 } }]);
  });

  it("for other modules where the relevant files are known", () => {
    const run = episode()
      .edit("lib/b.ts", { added: lines(40, String).join("\n") })
      .with({ relevantFiles: ["src/a.ts"] });
    expect(detect(scopeCreep, run.end())).toMatchObject([{ data: { kind: "unrelated modules", outsideLines: 40 } }]);
  });
});

describe("SCOPE_CREEP does not fire", () => {
  const edited = (task?: string) => episode(task).edit("src/a.ts");
  it.each([
    [
      "for changes that were there before",
      edited()
        .with({ submission: fix + lock })
        .finish(),
    ],
    [
      "for half of the lines or less",
      edited()
        .install("x")
        .with({
          submission:
            changed(
              "src/a.ts",
              lines(20, String),
              lines(20, (index) => `n${index}`),
            ) + lock,
        })
        .finish(),
    ],
    [
      "for a few lines",
      edited()
        .install("x")
        .with({ submission: fix + added("go.sum", "a", "b", "c") })
        .finish(),
    ],
    [
      "where the task asks for dependencies",
      edited("Upgrade the dependencies")
        .install("x")
        .with({ submission: fix + lock })
        .finish(),
    ],
    [
      "where the task asks for formatting",
      edited("Reformat with single quotes")
        .with({ submission: changed("src/a.ts", double, single) })
        .finish(),
    ],
    [
      "for a file that the task names",
      episode("Fix b.ts")
        .edit("lib/b.ts", { added: lines(40, String).join("\n") })
        .with({ relevantFiles: ["src/a.ts"] })
        .end(),
    ],
    [
      "for tests",
      edited()
        .edit("tests/a.ts", { added: lines(40, String).join("\n") })
        .with({ relevantFiles: ["src/a.ts"] })
        .end(),
    ],
    [
      "for lines that an edit quotes unchanged",
      edited()
        .edit("src/b.ts", { added: double.join("\n"), removed: double.join("\n") })
        .end(),
    ],
  ])("%s", (_, run) => {
    expect(detect(scopeCreep, run)).toEqual([]);
  });
});
