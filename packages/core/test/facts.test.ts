import { describe, expect, it } from "vitest";
import { facts, factsToWire } from "../src/index.js";
import type { Episode } from "../src/index.js";
import { check, edit, episodeOf, look, test } from "./episode.js";

describe("facts: edits", () => {
  it("lists one entry per step and path and tells product, test and scratch apart", () => {
    const found = facts(
      episodeOf([
        [edit("a.py"), edit("a.py"), edit("b.py")],
        [edit("tests/test_a.py", { pathClass: "test" })],
        [edit("reproduce.py", { kind: "create", pathClass: "scratch" })],
        [edit("reproduce.py", { pathClass: "scratch" })],
        [edit("a.py", { effect: "rejected" }), edit("reproduce.py", { pathClass: "scratch", effect: "rejected" })],
        [edit("a.py", { effect: "no-match" })],
        [edit("a.py", { effect: "unchanged" })],
      ]),
    );
    expect(factsToWire(found)).toEqual({
      product_edits: [
        { step: 1, path: "a.py" },
        { step: 1, path: "b.py" },
      ],
      test_file_edits: [{ step: 2, path: "tests/test_a.py" }],
      scratch_created: [{ step: 3, path: "reproduce.py" }],
      failed_edits: [5, 6],
      test_runs: [],
      checks: [],
      finish: null,
    });
  });

  it("takes comments and documents for no code edit", () => {
    const found = facts(
      episodeOf([[edit("a.py")], [edit("a.py", { commentOnly: true })], [edit("README.md")], [edit("LICENSE")]]),
    );
    expect(found.productEdits).toHaveLength(4);
    expect(found.lastCodeEdit?.step).toBe(1);
  });
});

describe("facts: verifications", () => {
  it("are written as checks where no test ran in the same step", () => {
    const died = test(0, { ran: false, ok: false, notRun: "not-started" });
    const steps = [
      [check("npm run lint"), check("tsc")],
      [test(0), check("npm run lint")],
      [died, check("tsc")],
    ];
    const found = facts(episodeOf([[edit("a.py")], ...steps]));
    expect(factsToWire(found)["checks"]).toEqual([2, 4]);
    expect(found.checks.map(({ step }) => step)).toEqual([2, 2, 3, 4]);
  });

  it("takes runs before the first edit and under a stash for baselines", () => {
    const found = facts(episodeOf([[test(1)], [edit("a.py")], [test(1, { tree: "baseline" })], [test(0)]]));
    expect(found.baselines.map(({ step }) => step)).toEqual([1, 3]);
    expect(found.verifications.map(({ step, ok }) => [step, ok])).toEqual([[4, true]]);
  });

  it("orders an edit and a test of one step", () => {
    const after = facts(episodeOf([[edit("a.py"), test(0)]]));
    expect(after.verificationsAfterLastEdit.map(({ step }) => step)).toEqual([1]);
    const before = facts(episodeOf([[edit("a.py")], [test(0), edit("a.py")]]));
    expect(before.verificationsAfterLastEdit).toEqual([]);
  });

  it("takes a run that executed nothing for no verification", () => {
    const found = facts(episodeOf([[edit("a.py")], [test(0, { ran: false, ok: false, notRun: "not-started" })]]));
    expect(found.testRuns).toHaveLength(1);
    expect(found.lastVerification).toBeNull();
    expect(found.lastFailure?.step).toBe(2);
  });

  it("forgets a failure that a later run of the same thing turned green", () => {
    expect(facts(episodeOf([[edit("a.py")], [test(2)], [edit("a.py")], [test(0)]])).lastFailure).toBeNull();
    expect(facts(episodeOf([[edit("a.py")], [test(2)], [check("python x.py")]])).lastFailure?.step).toBe(2);
  });

  it("prefers the suite's own command that succeeded", () => {
    const own = test(0, { command: "pytest test_mine.py", ownTestsOnly: true });
    expect(facts(episodeOf([[test(0, { command: "pytest tests/a.py" })], [own]])).testCommand).toBe(
      "pytest tests/a.py",
    );
    expect(facts(episodeOf([[own]])).testCommand).toBe("pytest test_mine.py");
    expect(facts(episodeOf([[]])).testCommand).toBeNull();
  });
});

describe("facts: files", () => {
  it("keeps looks, hits of searches and places of errors apart", () => {
    const { files } = facts(
      episodeOf([
        [look("a.py", 1, 80)],
        [{ kind: "search", pattern: "x", names: false, shown: [{ path: "a.py", lines: [90] }] }],
        [test(1, { error: { name: "NameError", message: "x", path: "b.py", line: 4 } })],
        [{ ...look("gone.py"), found: false } as never],
      ]),
    );
    expect(files.get("a.py")?.looks).toEqual([
      { step: 1, whole: false, partial: false, lines: { from: 1, to: 80 } },
      { step: 2, whole: false, partial: true, lines: { from: 90, to: 90 } },
    ]);
    expect(files.get("b.py")?.looks).toEqual([{ step: 3, whole: false, partial: true, lines: { from: 4, to: 4 } }]);
    expect(files.has("gone.py")).toBe(false);
  });

  it("remembers under the new name what was seen under the old", () => {
    const { files } = facts(episodeOf([[look("old.py")], [edit("new.py", { kind: "move", from: "old.py" })]]));
    expect(files.get("new.py")?.looks.map(({ step }) => step)).toEqual([1]);
  });
});

describe("facts: named files", () => {
  const run = (task: string): Episode =>
    episodeOf([[look("lib/core/parser.py")], [look("lib/core/lexer.py")]], { task });

  it.each([
    ["The bug is in parser.py", ["lib/core/parser.py"]],
    ["See /home/me/venv/site-packages/lib/core/lexer.py, line 3", ["lib/core/lexer.py"]],
    ["lib/other/new.py should be changed", ["lib/other/new.py"]],
    ["Run `example.py` to see it", []],
    ["See https://example.org/lib/core/parser.py for more", []],
  ])("%s", (task, expected) => {
    expect(facts(run(task)).namedFiles.map(({ path }) => path)).toEqual(expected);
  });
});

describe("facts: repeats", () => {
  const same = { command: "cat a.py", observation: "text" };

  it("tells the same call with the same answer three times", () => {
    expect(facts(episodeOf([same, same, same])).repeats).toEqual([
      { kind: "action", steps: [1, 2, 3], times: 3, length: 1, what: "cat a.py" },
    ]);
  });

  it.each([
    ["two times", [same, same]],
    ["an answer that changes", [same, { ...same, observation: "more" }, { ...same, observation: "most" }]],
    ["an edit in between", [same, same, [edit("b.py")], same]],
    ["polling", [1, 2, 3].map(() => ({ command: "sleep 5; cat log", observation: "text" }))],
    ["refusals of the user", [1, 2, 3].map(() => ({ ...same, status: "refused" as const }))],
    [
      "a broken connection",
      [1, 2, 3].map(() => ({ ...same, status: "error" as const, observation: "Connection refused" })),
    ],
  ])("keeps quiet about %s", (_name, steps) => {
    expect(facts(episodeOf(steps)).repeats).toEqual([]);
  });

  it("starts anew when the user speaks", () => {
    const events = [{ kind: "user" as const, afterStep: 2, text: "go on" }];
    expect(facts(episodeOf([same, same, same], { events })).repeats).toEqual([]);
  });

  it("takes a round of several calls for one cycle", () => {
    const other = { command: "cat b.py", observation: "b" };
    expect(facts(episodeOf([same, other, same, other, same, other])).repeats).toEqual([
      { kind: "cycle", steps: [1, 2, 3, 4, 5, 6], times: 3, length: 2, what: "cat a.py" },
    ]);
  });

  it("tells the identical range four times across other edits, and not after an edit of that file", () => {
    const view = (index: number) => ({
      command: `view ${index}`,
      observation: `${index}`,
      actions: [look("a.py", 1, 50)],
    });
    const others = [view(1), [edit("b.py")], view(2), view(3), view(4)];
    expect(facts(episodeOf(others)).repeats).toEqual([
      { kind: "range", steps: [1, 3, 4, 5], times: 4, length: 1, what: "a.py lines 1-50" },
    ]);
    expect(facts(episodeOf([view(1), [edit("a.py")], view(2), view(3), view(4)])).repeats).toEqual([]);
  });
});

describe("facts: repeated messages", () => {
  const said = (text: string, afterStep = 1) => ({ kind: "message" as const, afterStep, text });

  it("tells the same words three times in a row, and not with a step in between", () => {
    expect(facts(episodeOf([[], []], { events: [said("Done."), said("Done."), said("Done.")] })).repeats).toEqual([
      { kind: "message", steps: [1], times: 3, length: 1, what: "Done." },
    ]);
    expect(facts(episodeOf([[], []], { events: [said("Done."), said("Done."), said("Done.", 2)] })).repeats).toEqual(
      [],
    );
  });
});

describe("facts: task", () => {
  it.each([
    ["Why does the parser fail?", false],
    ["Fix the parser", true],
    ["Write unit tests for the parser", false],
    ["", false],
  ])("%s", (task, expected) => {
    expect(facts(episodeOf([[look("a.py")]], { task })).editTask).toBe(expected);
  });
});
