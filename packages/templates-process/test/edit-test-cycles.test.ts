import { action, detect, episode } from "@mulligan/pack-kit/testing";
import type { EpisodeBuilder } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { editTestThrash } from "../src/edit-test-thrash/index.js";

const error = { name: "TypeError", message: "x is null" };
const failing = { failed: 1, failing: ["parser > reads"], error };

/** Three cycles of an edit and what `verify` adds, after `start`. */
const cycles = (verify: (run: EpisodeBuilder, index: number) => EpisodeBuilder, start = episode()) =>
  [1, 2, 3].reduce((run, index) => verify(run.edit("src/a.ts"), index), start).finish();
const found = (run: ReturnType<typeof cycles>) => detect(editTestThrash, run);
/** A failure that is another one each time. */
const other = (run: EpisodeBuilder, index: number) =>
  run.check("node other", { error: { name: "Error", message: `number ${index}` } });

describe("a cycle of EDIT_TEST_THRASH", () => {
  it("goes on over a new scratch file, and says nothing after an edit of one", () => {
    expect(found(cycles((run) => run.create("/tmp/x.py").test("vitest run", failing)))).toHaveLength(1);
    expect(
      found(cycles((run) => run.edit("/tmp/x.py").test("vitest run", failing).check("node r", { error }))),
    ).toEqual([]);
  });

  it.each([
    ["runs that died", (run: EpisodeBuilder) => run.test("vitest run", { ...failing, ran: false })],
    ["another tree", (run: EpisodeBuilder) => run.check("node r", { error, tree: "other" })],
    ["the tree without the edits", (run: EpisodeBuilder) => run.check("node r", { error, tree: "baseline" })],
    ["what does not reach the code", (run: EpisodeBuilder) => run.run("node r", { error })],
    ["an error of what succeeded", (run: EpisodeBuilder) => run.check("node r", { error, ok: true })],
  ])("takes no failure from %s", (_, verify) => {
    expect(found(cycles((run, index) => other(verify(run), index)))).toEqual([]);
  });

  it("takes no failure of the environment, by the whole name of the error", () => {
    const named = (name: string) => found(cycles((run) => run.check("node r", { error: { ...error, name } })));
    expect(named("TimeoutError")).toEqual([]);
    expect(named("LockTimeoutError")).toHaveLength(1);
    expect(named("TimeoutErrorGroup")).toHaveLength(1);
  });

  it("takes an error without words for the same only from the same call", () => {
    const empty = { name: "Error", message: "" };
    expect(found(cycles((run, index) => run.check(`node ${index}`, { error: empty })))).toEqual([]);
    expect(found(cycles((run) => run.check("node 1", { error: empty })))).toMatchObject([{ data: { error: "Error" } }]);
  });

  it("does not take an error of a test run for that of a check", () => {
    const run = cycles((before, index) =>
      index === 2 ? before.test("node r", { failed: 1, error }) : before.check("node r", { error }),
    );
    expect(found(run)).toEqual([]);
  });
});

describe("errors of EDIT_TEST_THRASH are the same", () => {
  const messages = (message: (index: number) => string) =>
    found(cycles((run, index) => run.check("node r", { error: { name: "Error", message: message(index) } })));

  it("by the first 400 characters of the message", () => {
    expect(messages((index) => `${"x".repeat(400)}${index}`)).toHaveLength(1);
    expect(messages((index) => `${"x".repeat(399)}${index}`)).toEqual([]);
  });

  it("without addresses, line numbers and durations", () => {
    expect(messages((index) => `<Node at 0x${index}f>`)).toHaveLength(1);
    expect(messages((index) => `bad word in line ${index}`)).toHaveLength(1);
    expect(messages((index) => `no answer after ${index}.5 ms`)).toHaveLength(1);
  });

  it.each([
    ["name that ends like an address", (index: number) => `Node0x${index}f`],
    ["word that ends in line", (index: number) => `outline ${index}`],
    ["name that ends like a duration", (index: number) => `no version v${index}s`],
  ])("with a %s", (_, message) => {
    expect(messages(message)).toEqual([]);
  });
});

describe("EDIT_TEST_THRASH and failures that the start had", () => {
  const names = ["a.py::test_others", "a.py::test_x"];
  const start = (task: string, fields: object) =>
    episode(task).test("pytest", { ...failing, failing: names, ...fields });
  const thrash = (task: string, fields: object) =>
    found(cycles((run) => run.test("pytest", { ...failing, failing: names, ...fields }), start(task, fields)));

  it("counts one that the task names, from six letters on", () => {
    expect(thrash("Make test_x pass", { passed: 9 })).toHaveLength(1);
    expect(thrash("Make it pass", { passed: 9 })).toEqual([]);
    expect(thrash("Make ab_cd pass", { passed: 9, failing: ["a.py::ab_cd"] })).toEqual([]);
  });

  it("counts one where only tests of the agent's own passed", () => {
    expect(thrash("Fix it", { passed: 9, ownTestsOnly: true })).toHaveLength(1);
  });
});

describe("EDIT_TEST_THRASH in a test file", () => {
  const ofTest = (run: EpisodeBuilder) => run.edit("tests/a.test.ts").test("vitest run", failing);
  const three = (start: EpisodeBuilder) => ofTest(ofTest(ofTest(start)));

  it("does not count what came before the product was changed, or with it", () => {
    expect(found(other(three(episode()).edit("src/a.ts"), 1).finish())).toEqual([]);
    const together = episode()
      .step({}, action.edit("src/a.ts"), action.edit("tests/a.test.ts"))
      .test("vitest run", failing);
    expect(found(ofTest(ofTest(together)).finish())).toEqual([]);
  });

  it("is not overcome by an edit of the product alone", () => {
    const run = three(episode().edit("src/a.ts")).edit("src/a.ts").finish();
    expect(found(run)).toMatchObject([{ data: { overcome: false } }]);
  });
});

it("EDIT_TEST_THRASH is not overcome by what succeeded in the step of the last failure", () => {
  const edited = [1, 2].reduce((run) => run.edit("src/a.ts").test("vitest run", failing), episode()).edit("src/a.ts");
  const run = edited.step({}, action.test("vitest run", failing), action.check("node ok"));
  expect(found(run.finish())).toMatchObject([{ data: { overcome: false } }]);
});
