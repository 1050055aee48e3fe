import { describe, expect, it } from "vitest";
import { facts, verificationGaps } from "../src/index.js";
import type { Action, CheckAction, Episode, SearchAction, Step } from "../src/index.js";
import { edit, episodeOf, look } from "./episode.js";

function check(command: string, more: Partial<CheckAction> = {}): CheckAction {
  return { kind: "check", checks: "script", command, exitCode: 0, tree: "current", ok: true, ...more };
}

function ran(command: string, observation: string, more: Partial<CheckAction> = {}): Partial<Step> {
  return { command, observation, actions: [check(command, more)] };
}

function search(pattern: string, paths: readonly string[]): SearchAction {
  return { kind: "search", pattern, names: false, shown: paths.map((path) => ({ path, lines: [1] })) };
}

const gapsOf = (episode: Episode) => verificationGaps(episode, facts(episode));
const fixed: readonly Action[] = [edit("src/a.py", { removed: "return 1", added: "return read_all(2)" })];

describe("verificationGaps", () => {
  it("is computed once for the same facts", () => {
    const episode = episodeOf([fixed, ran("python r.py", "ok")]);
    const known = facts(episode);
    expect(verificationGaps(episode, known)).toBe(verificationGaps(episode, known));
  });

  it("claims nothing of a run that offers nothing", () => {
    expect(gapsOf(episodeOf([fixed], { task: "Fix it" }))).toEqual({
      relied: null,
      sameBefore: null,
      redBefore: null,
      fewerTests: null,
      onlyPrints: false,
      neverRed: true,
      reportedError: null,
      reportedOutput: null,
      expectedOutput: null,
      untouchedNames: [],
      unopened: null,
      callers: null,
    });
  });
});

describe("the error that the task reports", () => {
  const task = [
    "It fails:",
    "```",
    "Traceback (most recent call last):",
    '  File "x.py", line 3, in <module>',
    "KeyError: 'first'",
    "lib.errors.ReadError: no such row",
    "```",
  ].join("\n");

  it("is named with its message where no execution showed one of its name", () => {
    expect(gapsOf(episodeOf([fixed, ran("python r.py", "done")], { task })).reportedError).toBe(
      "lib.errors.ReadError: no such row",
    );
  });

  it.each([
    ["an execution before the edit showed it", [ran("python r.py", "ReadError: gone"), fixed]],
    ["one after the edit did", [fixed, ran("python r.py", "caught ReadError")]],
    ["one printed its message alone", [ran("python r.py", "An error occurred: no such row"), fixed]],
    ["nothing was executed", [fixed]],
  ])("is not claimed where %s", (_name, steps) => {
    expect(gapsOf(episodeOf(steps, { task })).reportedError).toBeNull();
  });

  it("is not taken from prose, nor from a harness's instructions", () => {
    const prose = "It should raise a ValueError: see below.";
    const harness = "<issue>Reads too much</issue>\n<instructions>\nSyntaxError: invalid\n</instructions>";
    for (const text of [prose, harness]) {
      expect(gapsOf(episodeOf([fixed, ran("python r.py", "done")], { task: text })).reportedError).toBeNull();
    }
  });
});

describe("outputs of the task", () => {
  const task = "Output:\n```\n(-1)*B + A\n```\nExpected output:\n```\nA - B, at last\n```";

  it("are named where no execution printed them", () => {
    expect(gapsOf(episodeOf([ran("python r.py", "something else"), fixed], { task }))).toMatchObject({
      reportedOutput: "(-1)*B + A",
      expectedOutput: "A - B, at last",
    });
  });

  it("are seen whatever their spacing, and in a script as well", () => {
    const steps = [
      ran("python r.py", "result:  (-1)*B  +  A"),
      [edit("r.py", { kind: "create", pathClass: "scratch", added: "assert s == 'A - B, at last'" })],
      fixed,
    ];
    expect(gapsOf(episodeOf(steps, { task }))).toMatchObject({ reportedOutput: null, expectedOutput: null });
  });

  it("are not taken from code, nor from blocks under other headings", () => {
    const code = "Expected output:\n```python\nassert a == 'long enough'\n```\nThe output:\n```\nx = read_all(1)\n```";
    const other = "My settings:\n```\nlevel: verbose and long\n```";
    for (const text of [code, other]) {
      expect(gapsOf(episodeOf([ran("python r.py", "done"), fixed], { task: text }))).toMatchObject({
        reportedOutput: null,
        expectedOutput: null,
      });
    }
  });
});

describe("names of the task", () => {
  const opened = (observation: string): Partial<Step> => ({ observation, actions: [look("src/a.py")] });

  it("are those that the product files show and no execution contains", () => {
    const task = "`read_all` drops lines, `Reader.skip_blank` does not, `elsewhere_known` is fine.";
    const steps = [opened("def read_all(): self.skip_blank()"), fixed, ran("python -c 'skip_blank()'", "")];
    expect(gapsOf(episodeOf(steps, { task })).untouchedNames).toEqual(["read_all"]);
  });

  it("are not private ones, which are reached through others", () => {
    const task = "`_row_names` outgrows `Reader.skip_blank`.";
    const steps = [opened("def skip_blank(self): self._row_names"), fixed, ran("python r.py", "done")];
    expect(gapsOf(episodeOf(steps, { task })).untouchedNames).toEqual(["Reader.skip_blank"]);
  });

  it("take the calls of an example where the run saw their definition", () => {
    const task = "Run\n```\nload('a')\npretty_table(x)\nshow_all(y)\n```";
    const steps = [opened("def pretty_table(x):\n    show_all(x)"), fixed, ran("python -c 'load(1)'", "")];
    expect(gapsOf(episodeOf(steps, { task })).untouchedNames).toEqual(["pretty_table"]);
  });

  it("take an element of a page from the title alone", () => {
    const task = "Remove for= from the <label> of the widget\nIt also has a <table>.";
    const steps = [opened("label and table"), fixed, ran("python r.py", "id_for_label")];
    expect(gapsOf(episodeOf(steps, { task })).untouchedNames).toEqual(["<label>"]);
    const rendered = [...steps, ran("python r.py", "<label for=x>")];
    expect(gapsOf(episodeOf(rendered, { task })).untouchedNames).toEqual([]);
  });
});

describe("files that a search showed", () => {
  const found = ["src/a.py", "src/b.py", "tests/test_a.py", "docs/c.py"];

  it("are named where they stayed closed", () => {
    expect(gapsOf(episodeOf([[search("read_all", found)], [look("src/a.py")], fixed])).unopened).toEqual({
      step: 1,
      name: "read_all",
      files: ["src/b.py"],
    });
  });

  it.each([
    ["they were opened", [[search("read_all", found)], [look("src/b.py")], fixed]],
    ["the search was for something else than the changed code", [[search("write_all", found)], fixed]],
    ["the search did not show the edited file", [[search("read_all", ["src/b.py"])], fixed]],
    [
      "the name stands everywhere",
      [[search("read_all", [...found, ..."cdefgh".split("").map((x) => `src/${x}.py`)])], fixed],
    ],
    ["the pattern is no name", [[search("read_all|x", found)], fixed]],
    [
      "they were searched on their own",
      [[search("read_all", found)], [{ ...search("read", []), path: "src/b.py" }], fixed],
    ],
    [
      "a plain word was searched for",
      [[search("reading", found)], [edit("src/a.py", { removed: "reading", added: "reading = 1" })]],
    ],
    [
      "their lines have the name in a text or a comment alone",
      [
        {
          observation: "./src/a.py:1:read_all(1)\n./src/b.py:4:names = {'read_all': 3}\nsrc/b.py:9:  # read_all here",
          actions: [search("read_all", found)],
        },
        fixed,
      ],
    ],
  ])("are not claimed where %s", (_name, steps) => {
    expect(gapsOf(episodeOf(steps)).unopened).toBeNull();
  });

  it("are named where one of their lines uses the name", () => {
    const observation = "src/a.py:1:read_all(1)\nsrc/b.py:4:print('read_all', read_all(2))";
    const episode = episodeOf([{ observation, actions: [search("read_all", found)] }, fixed]);
    expect(gapsOf(episode).unopened?.files).toEqual(["src/b.py"]);
  });
});

describe("scripts that only print", () => {
  const script = (added: string): readonly Action[] => [
    edit("r.py", { kind: "create", pathClass: "scratch", added }),
    check("python r.py", { script: "r.py" }),
  ];

  it.each([
    ["they print what they get", "print(read_all(2))"],
    [
      "they have a banner and an entry point",
      "print('\\n=== Rows ===')\nif __name__ == '__main__':\n  print(read_all(2))",
    ],
  ])("are told where %s", (_name, added) => {
    expect(gapsOf(episodeOf([fixed, script(added)])).onlyPrints).toBe(true);
  });

  it.each([
    ["assert", "assert read_all(2)"],
    ["print whether two values are the same", "print(read_all(2) == 3)"],
    ["print one of two words", "print('good' if read_all(2) else 'bad')"],
    ["branch upon the result", "rows = read_all(2)\nif 'a' in rows:\n  print('good')\nelse:\n  print('bad')"],
    ["compare strictly", "console.log(readAll(2) === 3)"],
  ])("are not claimed where they %s", (_name, added) => {
    expect(gapsOf(episodeOf([fixed, script(added)])).onlyPrints).toBe(false);
  });
});

describe("a failure before the edit", () => {
  const failed = { ok: false, exitCode: 1, error: { name: "KeyError", message: "'a'" } };
  const run = (command: string, more: Partial<CheckAction> = {}) => ran(command, "", more);

  it("is all that a script shows which compares nothing", () => {
    const command = "python -c 'print(read_all(2))'";
    expect(gapsOf(episodeOf([run(command, failed), fixed, run(command)])).redBefore).toEqual({
      step: 1,
      after: 3,
      error: "KeyError: 'a'",
    });
  });

  it("is not claimed of a script that asserts the result", () => {
    const command = "python -c 'assert read_all(2) == 3'";
    expect(gapsOf(episodeOf([run(command, failed), fixed, run(command)])).redBefore).toBeNull();
  });

  it("counts as seen where the script only told of it", () => {
    const before = ran("python r.py", "An error occurred: no rows");
    expect(gapsOf(episodeOf([before, fixed, ran("python r.py", "3")])).neverRed).toBe(false);
    expect(gapsOf(episodeOf([ran("python r.py", "2"), fixed, ran("python r.py", "3")])).neverRed).toBe(true);
  });
});

describe("callers of a changed function", () => {
  const changed = edit("src/a.py", { removed: "def read(self, n):\n  pass", added: "def read(self, n, m):\n  pass" });

  it("are missed where its signature changed and nothing looked for its name", () => {
    expect(gapsOf(episodeOf([[look("src/a.py")], [changed]])).callers).toEqual({ step: 2, name: "read" });
  });

  it("are not claimed where they were searched for, or the signature stayed", () => {
    expect(gapsOf(episodeOf([[search("read(", ["src/a.py"])], [changed]])).callers).toBeNull();
    const body = edit("src/a.py", { removed: "def read(self):\n  pass", added: "def read(self):\n  return 1" });
    expect(gapsOf(episodeOf([[body]])).callers).toBeNull();
  });
});
