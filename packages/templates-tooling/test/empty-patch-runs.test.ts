import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { emptyPatch } from "../src/empty-patch/index.js";
import { added } from "./patches.js";

type Run = ReturnType<typeof episode>;

const lines = (count: number, text: (index: number) => string = String) =>
  Array.from({ length: count }, (_, index) => text(index));

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
