import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { runCommand, writeDocs } from "../src/index.ts";
import { removeSoundPacks, SoundPack } from "./sound-pack.ts";

let pack: SoundPack;
beforeEach(async () => {
  pack = await SoundPack.make();
});
afterAll(() => removeSoundPacks());

const page = "docs/SILENT_EDIT.md";

describe("the page of a failure type", () => {
  it("says what the type is, its options, and shows an example", () => {
    expect(pack.read(page)).toBe(`# SILENT_EDIT

<!-- mulligan-pack docs: written by \`mulligan-pack docs\`, edit outside of these two marks -->

**Silent edit.** A file was changed without a word.

|          |                     |
| -------- | ------------------- |
| Id       | \`sound/SILENT_EDIT\` |
| Severity | minor               |
| Sources  | \`src/silent-edit\`   |

## Options

None.

## Example

A run, what is found in it, and what the next attempt is told.

### The run

1. edited \`a.py\`

<!-- mulligan-pack docs: end -->
`);
  });

  it("has what else the meta data says, and a table of the options", async () => {
    pack.build((code) =>
      code
        .replace(
          'severity: "minor"',
          'severity: "none", role: "environment", supersedes: ["a/B"], conflictsWith: ["C"], onlyAtEnd: true, keepsSeverityOnPass: true, advisesOperator: true, deprecated: "Use LOUD_EDIT."',
        )
        .replace(
          "detect:",
          `options: {
  definitions: {
    words: { type: "strings", default: ["a|b", "c"], description: "Words." },
    times: { type: "number", integer: true, minimum: 1, maximum: 9, default: 3, description: "How often." },
    strict: { type: "boolean", default: false, description: "Both." },
  },
  "~standard": { version: 1, vendor: "test", validate: () => ({ value: {} }) },
},
detect:`,
        ),
    );
    expect(await writeDocs(pack.directory)).toEqual({ changed: [page, "README.md"], unchanged: [], obsolete: [] });
    expect(pack.read(page)).toContain("\n\nDeprecated: Use LOUD_EDIT.\n\n");
    const rows = pack
      .read(page)
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.replaceAll(/ +\|/g, " |").replaceAll(/\| +/g, "| "));
    expect(rows.slice(2, 8)).toEqual([
      "| Id | `sound/SILENT_EDIT` |",
      "| Severity | none, also on passed runs, only when the run has ended, speaks to the operator |",
      "| Role | environment |",
      "| Supersedes | `a/B` |",
      "| Never told beside | `C` |",
      "| Sources | `src/silent-edit` |",
    ]);
    expect(pack.read(page)).toContain(`
| Option   | Type                     | Default         | Meaning    |
| -------- | ------------------------ | --------------- | ---------- |
| \`words\`  | list of texts            | \`["a\\|b", "c"]\` | Words.     |
| \`times\`  | whole number from 1 to 9 | \`3\`             | How often. |
| \`strict\` | true or false            | \`false\`         | Both.      |

Set them in \`mulligan.config.ts\`: \`overrides: { SILENT_EDIT: { options: { words: ["a|b", "c"] } } }\`.
`);
  });

  it("keeps what its author wrote, in front of the generated part and behind it", async () => {
    const before = pack.read(page);
    pack.write(
      page,
      `${before.replace("# SILENT_EDIT\n", "# Silent edits\n\nWhy it matters.\n")}\n## Notes\n\nMine.\n`,
    );
    pack.change("README.md", "# mulligan-pack-sound", "# Sound\n\nMine, too.");
    pack.build((code) => code.replace("changed without a word", "changed in silence"));
    expect(await writeDocs(pack.directory)).toMatchObject({ changed: [page, "README.md"] });
    const text = pack.read(page);
    expect(text.startsWith("# Silent edits\n\nWhy it matters.\n\n<!--")).toBe(true);
    expect(text.endsWith("end -->\n\n## Notes\n\nMine.\n")).toBe(true);
    expect(text).toContain("**Silent edit.** A file was changed in silence.");
    expect(pack.read("README.md")).toContain("# Sound\n\nMine, too.\n");
    expect(pack.read("README.md")).toContain(
      "| [`SILENT_EDIT`](docs/SILENT_EDIT.md) | minor    | Silent edit. A file was changed in silence. |",
    );
  });
});

describe("mulligan-pack docs", () => {
  it("names pages that are out of date with --check, and writes nothing", async () => {
    expect(await runCommand(["docs", pack.directory, "--check"])).toEqual({
      exitCode: 0,
      output: "2 up to date",
      errors: "",
    });
    pack.change(page, "None.", "Some.");
    const before = pack.read(page);
    expect(await runCommand(["docs", pack.directory, "--check"])).toEqual({
      exitCode: 1,
      output: "",
      errors: `Out of date in ${pack.directory}; run \`mulligan-pack docs\`:\n  docs/SILENT_EDIT.md`,
    });
    expect(pack.read(page)).toBe(before);
    expect(await runCommand(["docs", pack.directory])).toEqual({
      exitCode: 0,
      output: "wrote docs/SILENT_EDIT.md\n1 up to date",
      errors: "",
    });
    expect(pack.read(page)).toContain("None.");
  });

  it("leaves the page of a type that is gone to its author", async () => {
    pack.write("docs/OLD_TYPE.md", pack.read(page));
    pack.write("docs/guide.md", "By hand.\n");
    expect(await runCommand(["docs", pack.directory])).toEqual({
      exitCode: 0,
      output: "2 up to date",
      errors: "docs/OLD_TYPE.md: its failure type is gone; remove the page",
    });
    expect(pack.read("docs/OLD_TYPE.md")).not.toBe("");
  });

  it("says what has to be there first", async () => {
    pack.remove("test/golden");
    expect(await runCommand(["docs", pack.directory])).toEqual({
      exitCode: 1,
      output: "",
      errors: `SILENT_EDIT has no golden file in test/golden/silent-edit
Test it with testStrategy of @mulligan/pack-kit/vitest, which writes one for every case.`,
    });
    pack.remove("dist");
    expect(await runCommand(["docs", pack.directory])).toMatchObject({
      exitCode: 1,
      errors: "dist/index.js is missing\nBuild the pack first: npm run build.",
    });
  });
});

describe("mulligan-pack check", () => {
  it("asks npm what would be packed", async () => {
    expect(await runCommand(["check", pack.directory])).toEqual({
      exitCode: 0,
      output: "ready to publish",
      errors: "",
    });
    pack.change("package.json", "1.2.3", "1.2.4");
    expect(await runCommand(["check", pack.directory])).toEqual({
      exitCode: 1,
      output: "",
      errors: `1 problem in ${pack.directory}:

src/index.ts:5:57: meta.version is "1.2.3", package.json says "1.2.4"
  Give both the same version; findings name the version that made them.`,
    });
  });

  it("takes no --check", async () => {
    const { exitCode, errors } = await runCommand(["check", pack.directory, "--check"]);
    expect([exitCode, errors.split("\n", 1)]).toEqual([2, ["check takes no --check."]]);
  });
});
