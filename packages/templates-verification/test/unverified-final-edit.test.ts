import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { unverifiedFinalEdit } from "../src/unverified-final-edit/index.js";

const verified = () => episode().edit("src/a.py").test("pytest");

describe("UNVERIFIED_FINAL_EDIT fires", () => {
  it("when the last edit comes after the last verification", () => {
    const [found] = detect(unverifiedFinalEdit, verified().edit("src/b.py").finish());
    expect(found).toMatchObject({
      steps: [2, 3],
      data: {
        files: ["src/b.py"],
        lastEdit: 3,
        editSteps: [3],
        lastCheck: { step: 2, command: "pytest", ok: true, own: false },
        attempt: null,
      },
    });
    expect(found?.evidence).toBe(
      "Step 3 changed `src/b.py` after the last verification, `pytest` at step 2, and nothing was run on the result.",
    );
  });

  it("where an edit takes only a part back, or another file's edit", () => {
    const last = (path: string, removed: string, added: string) =>
      detect(
        unverifiedFinalEdit,
        verified().edit("src/a.py", { removed: "a", added: "b" }).test("pytest").edit(path, { removed, added }).end(),
      );
    expect(last("src/a.py", "b", "c")).toHaveLength(1);
    expect(last("src/b.py", "b", "a")).toHaveLength(1);
    expect(last("src/a.py", "c", "a")).toHaveLength(1);
    const blank = { removed: " ", added: "\n" };
    const again = { removed: "\n", added: " " };
    const run = verified().edit("src/a.py", blank).test("pytest").edit("src/a.py", again).end();
    expect(detect(unverifiedFinalEdit, run)).toHaveLength(1);
  });

  it("with the attempt that reached nothing", () => {
    const run = verified().edit("src/a.py").test("pytest -k x", { ran: false, notRun: "none-selected" }).finish();
    expect(detect(unverifiedFinalEdit, run)[0]?.data.attempt).toEqual({ step: 4, command: "pytest -k x" });
  });

  it("when only a baseline or another checkout was run after it", () => {
    expect(
      detect(
        unverifiedFinalEdit,
        verified().edit("src/a.py").test("pytest", { tree: "baseline" }).test("pytest", { tree: "other" }).finish(),
      ),
    ).toHaveLength(1);
  });

  it("less surely where the recording stops", () => {
    const run = verified().edit("src/a.py").end();
    expect(detect(unverifiedFinalEdit, { ...run, outcome: { ...run.outcome, endedBy: "cut" } })[0]?.confidence).toBe(
      0.6,
    );
  });
});

describe("UNVERIFIED_FINAL_EDIT does not fire", () => {
  const after = verified().edit("src/a.py").end();
  it.each([
    ["when nothing was ever verified", episode().edit("src/a.py").finish()],
    ["after a test run", verified().finish()],
    [
      "after a check, also a failing one",
      verified()
        .edit("src/a.py")
        .check("python r.py", { error: { name: "E", message: "" } })
        .finish(),
    ],
    [
      "where edit and check are one command",
      verified().step({}, action.edit("src/a.py"), action.check("node x")).finish(),
    ],
    ["for comments", verified().edit("src/a.py", { commentOnly: true }).finish()],
    ["for documents", verified().edit("README.md", { pathClass: "product" }).finish()],
    ["for data", verified().edit("src/strings.json").finish()],
    ["for tests and scratch files", verified().edit("tests/test_a.py").create("/tmp/x.py").finish()],
    [
      "for the removal of a file of its own",
      episode().create("src/own.py").edit("src/a.py").test("pytest").edit("src/own.py", { kind: "delete" }).finish(),
    ],
    ["for a file put back", verified().edit("src/a.py", { by: "restore" }).finish()],
    [
      "for an edit taken back by an edit",
      verified()
        .edit("src/a.py", { removed: "a", added: "b" })
        .test("pytest")
        .edit("src/a.py", { removed: "b", added: "a" })
        .finish(),
    ],
    ["where the person tests it", verified().user("I'll test it myself").edit("src/a.py").end()],
    [
      "where the person stopped the run",
      verified().edit("src/a.py").step({ command: "npm test", status: "refused" }).end(),
    ],
    ["for a move", verified().edit("src/b.py", { kind: "move", from: "src/a.py" }).finish()],
    ["where the edited file was started", verified().edit("src/flag.py").run("python src/flag.py").finish()],
    [
      "where tests run in the background",
      verified()
        .edit("a.go")
        .test("go test", { ran: false, notRun: "died", observation: "running in background" })
        .end(),
    ],
    [
      "where nobody can tell what the command ran",
      verified().edit("a.go").test("make test", { ran: false, notRun: "died", runner: "unknown" }).end(),
    ],
    ["where the user tried it", verified().edit("src/a.py").user("I ran it, fine").end()],
    ["where a sub-agent was sent to test", verified().edit("src/a.py").delegate("verify the build").end()],
    ["while the session goes on", { ...after, ended: false }],
    ["when the user interrupted", { ...after, outcome: { ...after.outcome, endedBy: "interrupted" as const } }],
    [
      "where infrastructure ended the run",
      { ...after, outcome: { ...after.outcome, infrastructure: "container lost" } },
    ],
  ])("%s", (_name, run) => {
    expect(detect(unverifiedFinalEdit, run)).toEqual([]);
  });
});
