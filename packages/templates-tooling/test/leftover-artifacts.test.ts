import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { leftoverArtifacts } from "../src/leftover-artifacts/index.js";
import { added, changed } from "./patches.js";

const scratch = { pathClass: "scratch" } as const;
const fix = changed("src/a.py", ["one"], ["two"]);
const debug = ["# Debug output", 'print(f"z: {z}")', "if z:", "    breakpoint()"];

describe("LEFTOVER_ARTIFACTS fires", () => {
  it("for a scratch file in the submitted patch", () => {
    const run = episode()
      .create("reproduce.py", "x", scratch)
      .edit("src/a.py")
      .with({ submission: fix + added("reproduce.py", "x") });
    const [found] = detect(leftoverArtifacts, run.finish());
    expect(found).toMatchObject({
      steps: [1, 3],
      data: { files: ["reproduce.py"], printed: [], prints: 0, submitted: true },
    });
    expect(found?.evidence).toBe("The submitted patch contains `reproduce.py`.");
  });

  it("for scratch names that no action made", () => {
    const submission = fix + added("src/a.py.orig", "x") + added("repro_2.py", "y");
    expect(detect(leftoverArtifacts, episode().edit("src/a.py").with({ submission }).finish())).toMatchObject([
      { data: { files: ["src/a.py.orig", "repro_2.py"] } },
    ]);
  });

  it("for debug prints in the patch and in the last edits", () => {
    const patch = episode()
      .edit("src/a.py", { added: debug.join("\n") })
      .with({ submission: changed("src/a.py", ["one"], debug) });
    expect(detect(leftoverArtifacts, patch.finish())).toMatchObject([
      { steps: [1, 2], data: { files: [], printed: ["src/a.py"], prints: 2 } },
    ]);
    const tree = episode().edit("src/a.js", { added: 'console.log("DEBUG", x);' });
    expect(detect(leftoverArtifacts, tree.end())[0]?.evidence).toBe(
      'The working tree still held 1 debug line in `src/a.js` (`console.log("DEBUG", x);`).',
    );
  });

  it.each([
    'eprintln!("debug: {x}");',
    "print(x)  # debug",
    "dbg!(x);",
    'puts "DEBUG #{x}"',
    "debugger;",
    "import pdb; pdb.set_trace()",
  ])("for %s", (line) => {
    expect(detect(leftoverArtifacts, episode().edit("src/a.x", { added: line }).end())).toHaveLength(1);
  });

  it("for a scratch file of a run that read the product and never came to change it", () => {
    const run = episode().create("reproduce.py", "x", scratch).look("src/a.py").outcome({ endedBy: "cut" });
    expect(detect(leftoverArtifacts, run.end())).toMatchObject([{ steps: [1], data: { files: ["reproduce.py"] } }]);
    expect(detect(leftoverArtifacts, run.with({ submission: "FLAG{x}" }).end())).toEqual([]);
  });

  it("for scratch files in the working tree, also after a cut-off with an empty submission", () => {
    const run = episode()
      .create("test_docs/conf.py", "x", scratch)
      .edit("src/a.py")
      .with({ submission: "" })
      .outcome({ endedBy: "limit" });
    expect(detect(leftoverArtifacts, run.end())).toMatchObject([
      { steps: [1], data: { files: ["test_docs/conf.py"], submitted: false } },
    ]);
  });
});

describe("LEFTOVER_ARTIFACTS does not fire", () => {
  const made = () => episode().create("reproduce.py", "x", scratch).edit("src/a.py");
  it.each([
    ["for files beside a submitted patch without them", made().with({ submission: fix }).finish()],
    [
      "for a file that was removed again",
      made()
        .edit("reproduce.py", { kind: "delete", ...scratch })
        .end(),
    ],
    [
      "for a file that was moved to a temporary folder",
      made()
        .edit("/tmp/r.py", { kind: "move", from: "reproduce.py", ...scratch })
        .end(),
    ],
    [
      "for files outside the repository",
      episode().create("/tmp/r.py").create("/other/r.py", "x", scratch).edit("src/a.py").end(),
    ],
    [
      "for tests by place",
      episode()
        .create("tests/new.py")
        .edit("src/a.py")
        .with({ submission: fix + added("tests/new.py", "print('debug')") })
        .finish(),
    ],
    [
      "for a file that the task names",
      episode("Write reproduce.py and fix it").create("reproduce.py", "x", scratch).edit("src/a.py").end(),
    ],
    [
      "for ordinary prints and logs",
      episode().edit("src/a.py", { added: 'print("done")\nlog.debug("x")\n# debug levels\nlevel = 1' }).end(),
    ],
    [
      "for a value with that name",
      episode().edit("src/a.py", { added: "print(config.debug)\np = debug\nconsole.debug(x)" }).end(),
    ],
    [
      "for debug output that the task asks for",
      episode("Add debug output")
        .edit("src/a.py", { added: debug.join("\n") })
        .end(),
    ],
    [
      "for debug prints that a later edit removed",
      episode()
        .edit("src/a.py", { added: debug.join("\n") })
        .edit("src/a.py", { removed: debug.join("\n"), added: "x = 1" })
        .end(),
    ],
    [
      "for debug prints that a whole write left out",
      episode()
        .edit("src/a.py", { added: debug.join("\n") })
        .edit("src/a.py", { added: "x = 1", whole: true })
        .end(),
    ],
    ["where no product file changed and nothing was submitted", episode().create("x.py", "x", scratch).end()],
    ["while the session goes on", made().with({ ended: false }).end()],
  ])("%s", (_, run) => {
    expect(detect(leftoverArtifacts, run)).toEqual([]);
  });
});
