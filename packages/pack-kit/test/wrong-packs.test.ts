import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { showProblem } from "../src/check/check-problem.ts";
import { removeSoundPacks, SoundPack } from "./sound-pack.ts";

let pack: SoundPack;
beforeEach(async () => {
  pack = await SoundPack.make();
});
afterAll(() => removeSoundPacks());

async function told(): Promise<string> {
  return (await pack.check()).map((problem) => showProblem(problem)).join("\n");
}

const plan = "src/silent-edit/plan.hbs";
const strategy = "src/silent-edit/improved-strategy.hbs";

/** Changes a prompt file as an author would: compiled, built, documented. */
function say(file: string, text: string): void {
  pack.write(file, text);
  pack.compile();
}

it("finds nothing wrong with a sound pack", async () => {
  expect(await told()).toBe("");
});

type Mistake = readonly [name: string, make: () => void, told: readonly string[]];

const inPackage: readonly Mistake[] = [
  [
    "no name",
    () => pack.change("package.json", /"name": .*\n/, ""),
    ["package.json: name is missing", "  Write the name under which npm publishes it, in lower case."],
  ],
  [
    "a version that is none",
    () => pack.change("package.json", "1.2.3", "1.2"),
    [
      'package.json:3:3: version is "1.2"',
      "  Write three numbers, as in 0.1.0.",
      'src/index.ts:5:57: meta.version is "1.2.3", package.json says "1.2"',
      "  Give both the same version; findings name the version that made them.",
    ],
  ],
  [
    "a private package",
    () => pack.change("package.json", "{", '{\n  "private": true,'),
    ["package.json:2:3: private is true, and npm publishes no private package", "  Remove the member."],
  ],
  [
    "no licence",
    () => pack.change("package.json", /"license": .*\n/, ""),
    ["package.json: no license is named", "  Name one, as in MIT; without it nobody may use the pack."],
  ],
  [
    "no keyword",
    () => pack.change("package.json", '"mulligan-pack"\n', '"mulligan"\n'),
    ['package.json:5:3: keywords lack "mulligan-pack"', "  Add it; people search npm for it."],
  ],
  [
    "CommonJS",
    () => pack.change("package.json", '"module"', '"commonjs"'),
    [
      'package.json:14:3: type is "commonjs"',
      '  Write "type": "module"; the generated modules are ES modules.',
      'package.json:15:3: pkg.exports["."].default is ./dist/index.js and is written in ESM, but is interpreted as CJS. Consider using the .mjs extension, e.g. ./dist/index.mjs',
      "  See https://publint.dev/rules#file_invalid_format.",
    ],
  ],
  [
    "no exports",
    () => pack.change("package.json", /"exports": [^]*?\n {2}\},\n/, ""),
    [
      "package.json: there are no exports",
      '  Write "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } }.',
    ],
  ],
  [
    "exports without types",
    () => pack.change("package.json", /"types": .*\n/, ""),
    [
      'package.json:15:3: exports name no types for "."',
      '  Write "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } }.',
    ],
  ],
  [
    "the code not packed",
    () => pack.change("package.json", '"dist",', ""),
    [
      "package.json:10:3: files lack dist",
      '  Add "dist"; without it the published pack has no code.',
      'package.json:15:3: pkg.exports["."].default is ./dist/index.js but the file does not exist.',
      "  See https://publint.dev/rules#file_does_not_exist.",
      'package.json:15:3: pkg.exports["."].types is ./dist/index.d.ts but the file does not exist.',
      "  See https://publint.dev/rules#file_does_not_exist.",
    ],
  ],
  [
    "the texts not packed",
    () => pack.change("package.json", /"dist",\n.*\n/, '"dist"\n'),
    ["package.json:10:3: files lack src/**/*.hbs", '  Add "src/**/*.hbs"; people read the texts before they use them.'],
  ],
  [
    "core as a dependency",
    () => pack.change("package.json", "peerDependencies", "dependencies"),
    [
      "package.json: @mulligan/core is no peer dependency",
      '  Write "peerDependencies": { "@mulligan/core": ">=0.1.0 <1" }.',
      "package.json:22:5: @mulligan/core is among the dependencies; the pack would bring a second copy of it",
      '  Move it to peerDependencies, as ">=0.1.0 <1".',
    ],
  ],
  [
    "an open peer range",
    () => pack.change("package.json", ">=0.1.0 <1", ">=0.1.0"),
    [
      'package.json:22:5: the peer range of @mulligan/core is ">=0.1.0", which has no upper end',
      '  Write ">=0.1.0 <1": a later version may have another contract.',
    ],
  ],
  [
    "any version as a peer",
    () => pack.change("package.json", ">=0.1.0 <1", "*"),
    [
      'package.json:22:5: the peer range of @mulligan/core is "*", which has no upper end',
      '  Write ">=0.1.0 <1": a later version may have another contract.',
    ],
  ],
  [
    "the pack kit as a dependency",
    () => pack.change("package.json", "{", '{\n  "dependencies": { "@mulligan/pack-kit": "^0.1.0" },'),
    [
      "package.json:2:21: @mulligan/pack-kit is among the dependencies; a pack needs it for its tests only",
      "  Move it to devDependencies.",
    ],
  ],
  [
    "an optional peer",
    () => pack.change("package.json", "{", '{\n  "peerDependenciesMeta": { "@mulligan/core": { "optional": true } },'),
    [
      "package.json:2:3: @mulligan/core is an optional peer, and the pack imports it",
      "  Remove it from peerDependenciesMeta.",
    ],
  ],
  [
    "a broken package.json",
    () => pack.write("package.json", "{"),
    ["package.json: the file is no JSON object", "  Mend its syntax; `npm pkg get name` says where it breaks."],
  ],
  [
    "tests that are published",
    () => (pack.write("dist/a.test.js", ""), undefined),
    ["package.json:10:3: dist/a.test.js would be published, and no user needs it", '  Add "!dist/a.test.js" to files.'],
  ],
  [
    "types that import what is not there",
    () => pack.write("dist/index.d.ts", 'export * from "./lib";\n'),
    [
      "dist/index.d.ts:1:10: it imports ./lib, which the package would not hold",
      "  Import with the ending .js in the sources, and build again.",
    ],
  ],
  [
    "types of a package that users lack",
    () => pack.write("dist/index.d.ts", 'export * from "zod";\n'),
    [
      "dist/index.d.ts:1:10: it imports zod, which users of the pack need not have",
      "  Add it to the dependencies, or keep its types out of the exports.",
    ],
  ],
  [
    "an entry that Node cannot load",
    () =>
      pack.change(
        "package.json",
        '"default": "./dist/index.js"',
        '"default": "./dist/index.js",\n      "require": "./dist/index.cjs"',
      ),
    [
      'package.json:15:3: pkg.exports["."].default should be the last in the object so it doesn\'t take precedence over the keys following it.',
      "  See https://publint.dev/rules#exports_default_should_be_last.",
      'package.json:15:3: pkg.exports["."].require is ./dist/index.cjs but the file does not exist.',
      "  See https://publint.dev/rules#file_does_not_exist.",
    ],
  ],
];

const inMeta: readonly Mistake[] = [
  [
    "a pack that is not built",
    () => pack.remove("dist"),
    ["package.json: dist/index.js is missing", "  Build the pack first: npm run build."],
  ],
  [
    "a build that does not load",
    () => pack.write("dist/index.js", 'throw new Error("x is not defined");\n'),
    [
      "package.json: dist/index.js cannot be imported: x is not defined",
      "  Install what it imports, or mend it, and build again.",
    ],
  ],
  [
    "an entry without a pack",
    () => pack.write("dist/index.js", "export const version = 1;\n"),
    [
      "package.json: dist/index.js exports no pack, found version",
      "  Write `export default defineTemplatePack({ meta, strategies })`.",
    ],
  ],
  [
    "a contract of another version",
    () => pack.build((code) => code.replace("api: 1", "api: 2")),
    [
      "src/index.ts: meta.api: is 2; this version of @mulligan/core understands api 1, install a pack made for it",
      "  The contract stands in the types of @mulligan/core; `npm test` shows the same problem.",
    ],
  ],
  [
    "a severity that is none",
    () => pack.build((code) => code.replace('"minor"', '"high"')),
    [
      'src/index.ts: strategies.SILENT_EDIT.meta.severity: has to be one of critical, major, minor, none, found "high"',
      "  The contract stands in the types of @mulligan/core; `npm test` shows the same problem.",
    ],
  ],
  [
    "a name of another package",
    () => pack.change("package.json", "mulligan-pack-sound", "mulligan-pack-other"),
    [
      'src/index.ts:5:25: meta.name is "mulligan-pack-sound", package.json says "mulligan-pack-other"',
      "  Give both the same name.",
    ],
  ],
  [
    "a version left behind",
    () => pack.change("package.json", "1.2.3", "1.3.0"),
    [
      'src/index.ts:5:57: meta.version is "1.2.3", package.json says "1.3.0"',
      "  Give both the same version; findings name the version that made them.",
    ],
  ],
  [
    "a namespace of others",
    () => pack.build((code) => code.replace('"sound" }', '"default" }')),
    [
      "docs/SILENT_EDIT.md: its generated part is out of date",
      "  Run `mulligan-pack docs` and commit what it writes.",
      'src/index.ts: the namespace "default" is taken',
      "  Choose one of your own, as in acme-mobile.",
    ],
  ],
  [
    "a type that supersedes itself",
    () => pack.build((code) => code.replace("severity:", 'supersedes: ["SILENT_EDIT"], severity:')),
    [
      "docs/SILENT_EDIT.md: its generated part is out of date",
      "  Run `mulligan-pack docs` and commit what it writes.",
      "src/index.ts: SILENT_EDIT supersedes or conflicts with itself",
      "  Name other types there.",
    ],
  ],
  [
    "a second fallback",
    () => pack.build((code) => code.replace("severity:", 'role: "fallback", severity:')),
    [
      "docs/SILENT_EDIT.md: its generated part is out of date",
      "  Run `mulligan-pack docs` and commit what it writes.",
      'src/index.ts: SILENT_EDIT has the role "fallback", which @mulligan/templates-default has',
      "  Leave the role out; a registry has room for one, and most projects use the default pack.",
    ],
  ],
  [
    "nothing that finds the type",
    () => pack.build((code) => code.replace("detect: () => [],", "")),
    [
      "src/index.ts: SILENT_EDIT has neither detect nor conclude",
      "  Add a detector, or say under meta.docs who names the type.",
    ],
  ],
  [
    "a build older than its texts",
    () => (pack.write(strategy, "Say why.\n"), pack.compile({ build: false })),
    [
      "src/silent-edit/improved-strategy.hbs: the built pack has another text",
      "  Run `mulligan-pack compile`, then the build.",
    ],
  ],
];

const inTexts: readonly Mistake[] = [
  [
    "a module older than its text",
    () => pack.write(strategy, "Say why, before the edit.\n"),
    [
      "src/silent-edit/templates.gen.ts: it does not belong to the prompt files beside it",
      "  Run `mulligan-pack compile` and commit what it writes.",
    ],
  ],
  [
    "a module without texts",
    () => pack.write("src/gone/templates.gen.ts", "// Generated by `mulligan-pack compile`\n"),
    ["src/gone/templates.gen.ts: its prompt files are gone", "  Run `mulligan-pack compile`, which removes it."],
  ],
  [
    "an unknown helper",
    () => pack.write(plan, "Look.\n{{bold data.path}}\n"),
    [
      'src/silent-edit/plan.hbs:2:1: there is no helper "bold"; helpers: if, unless, each, with, is, code, codes, steps, count, fence',
      "  Mend the prompt file, then run `mulligan-pack compile`.",
    ],
  ],
  [
    "a field that no finding has",
    () =>
      say(
        plan,
        "Look at the file.\n{{#if data.path}}Open {{code data.pth}}.{{else}}Say what changes.{{/if}}\nEdit it.\n",
      ),
    [
      "src/silent-edit/plan.hbs:2:30: {{data.pth}}: nothing in the pack's code is called pth, so no finding has it",
      "  Correct the name, or name the field in the type of the detector's data and give it there.",
    ],
  ],
  [
    "unchecked output",
    () => pack.write(plan, "Look at {{{data.path}}}.\n"),
    [
      "src/silent-edit/plan.hbs:1:9: unchecked output is not supported; write {{data.path}}, which prints the text and checks it",
      "  Mend the prompt file, then run `mulligan-pack compile`.",
    ],
  ],
  [
    "a text that is missing",
    () => pack.remove(plan),
    [
      "src/silent-edit: plan.hbs is missing; every strategy has what-went-wrong.hbs, improved-strategy.hbs, plan.hbs",
      "  A strategy is a folder below src, named after its failure type; `mulligan-pack compile` reads it.",
    ],
  ],
  [
    "a text with an unknown name",
    () => pack.write("src/silent-edit/notes.hbs", "x\n"),
    [
      "src/silent-edit/notes.hbs: no text slot has this name; known: what-went-wrong.hbs, improved-strategy.hbs, plan.hbs, system.hbs, user.hbs, again.hbs",
      "  A strategy is a folder below src, named after its failure type; `mulligan-pack compile` reads it.",
    ],
  ],
  [
    "a text that is too long",
    () => say(strategy, `Say ${"so ".repeat(120)}.\n`),
    [
      "src/silent-edit/improved-strategy.hbs: the text can have 121 words, the limit is 100",
      "  Say less: what is cut here leaves room for what the run itself shows.",
    ],
  ],
  [
    "a plan with too many steps",
    () => say(plan, "A.\nB.\nC.\nD.\nE.\n{{#if data.path}}\nF.\n{{/if}}\n"),
    [
      "src/silent-edit/plan.hbs: the plan can have 6 steps, the limit is 5",
      "  Leave out what any agent does unasked, or join steps; a plan has one step a line.",
    ],
  ],
  [
    "capitals for emphasis",
    () => say(strategy, "You MUST say what changes.\n"),
    [
      'src/silent-edit/improved-strategy.hbs:1:5: "MUST" stands in capitals for emphasis',
      "  Write it in sentence case and give the reason; agents over-react to capitals.",
    ],
  ],
  [
    "a sentence in capitals",
    () => say(strategy, "READ THIS. Say what changes.\n"),
    [
      'src/silent-edit/improved-strategy.hbs:1:1: "READ THIS" stands in capitals for emphasis',
      "  Write it in sentence case and give the reason; agents over-react to capitals.",
    ],
  ],
  [
    "a banner",
    () => say(strategy, "=====\nSay what changes.\n"),
    [
      "src/silent-edit/improved-strategy.hbs:1:1: a line is drawn as a banner or heading",
      "  Leave it out; the plan sets its own marks around the texts.",
    ],
  ],
  [
    "an emoji",
    () => say(strategy, "Say what changes \u{1f680}\n"),
    ['src/silent-edit/improved-strategy.hbs:1:18: "\ud83d\ude80" is an emoji', "  Say it in words, or leave it out."],
  ],
  [
    "a ban alone",
    () => say(plan, "Look at the file.\nNever edit silently.\n"),
    [
      'src/silent-edit/plan.hbs:2:1: "Never" forbids something and nothing is said to do instead',
      "  Say what to do, and how it shows that it is done; then the ban is seldom needed.",
    ],
  ],
  [
    "two bans",
    () => say(strategy, "Never edit silently; say what changes. Do not guess; look.\n"),
    [
      'src/silent-edit/improved-strategy.hbs:1:40: "Do not" is the second ban of this text',
      "  Keep one ban at most, and say the rest as things to do.",
    ],
  ],
  [
    "a claim about the mind",
    () => say(strategy, "The agent forgot to say why. Say it.\n"),
    [
      'src/silent-edit/improved-strategy.hbs:1:1: "The agent forgot" claims to know what the agent had in mind',
      "  Say what the record shows: the step, the file, the command.",
    ],
  ],
  [
    "an import of Node",
    () => pack.change("src/silent-edit/detect.ts", /^/, 'import { readFileSync } from "node:fs";\n'),
    [
      "src/silent-edit/detect.ts:1:1: it imports node:fs, and a pack runs in browsers and edge workers too",
      "  Read everything from the episode and the facts.",
    ],
  ],
  [
    "an import that is not declared",
    () => pack.change("src/silent-edit/detect.ts", /^/, 'import { z } from "zod";\n'),
    [
      "src/silent-edit/detect.ts:1:1: it imports zod, which the package does not depend on",
      "  Import from @mulligan/core and the pack's own files only, or add the dependency.",
    ],
  ],
  [
    "a detector that asks the clock",
    () => pack.change("src/silent-edit/detect.ts", "> 100", "> Date.now()"),
    [
      "src/silent-edit/detect.ts:6:33: it calls Date.now(), and a detector is a pure function",
      "  Decide by the episode and the facts alone; the same run gives the same findings everywhere.",
    ],
  ],
];

const inDocs: readonly Mistake[] = [
  [
    "a page out of date",
    () => pack.change("docs/SILENT_EDIT.md", "without a word", "in silence"),
    ["docs/SILENT_EDIT.md: its generated part is out of date", "  Run `mulligan-pack docs` and commit what it writes."],
  ],
  [
    "a table out of date",
    () => pack.change("README.md", "minor", "major"),
    ["README.md: its generated part is out of date", "  Run `mulligan-pack docs` and commit what it writes."],
  ],
  [
    "a page of a type that is gone",
    () => pack.write("docs/OLD_TYPE.md", pack.read("docs/SILENT_EDIT.md")),
    [
      "docs/OLD_TYPE.md: no failure type has this name",
      "  Remove the page, or take the marks of the generated part out.",
    ],
  ],
  [
    "a mark that is gone",
    () => pack.change("README.md", "<!-- mulligan-pack docs: end -->", ""),
    [
      "docs: the marks of the generated part do not stand once each in README.md",
      "  Remove both; `mulligan-pack docs` then adds the part at the end.",
    ],
  ],
  [
    "no golden file",
    () => pack.remove("test/golden"),
    [
      "docs: SILENT_EDIT has no golden file in test/golden/silent-edit",
      "  Test it with testStrategy of @mulligan/pack-kit/vitest, which writes one for every case.",
    ],
  ],
  [
    "a left-over in the code",
    () => pack.change("src/index.ts", /^/, "// mulligan-scaffold: your rule\n"),
    ["src/index.ts:1:4: left from the scaffold: your rule", "  Write your own in its place and remove the mark."],
  ],
  [
    "a left-over in a text",
    () => say(plan, "{{!-- mulligan-scaffold: your steps --}}\nLook at the file.\n"),
    [
      "src/silent-edit/plan.hbs:1:7: left from the scaffold: your steps",
      "  Write your own in its place and remove the mark.",
    ],
  ],
];

describe.each([
  ["package.json", inPackage],
  ["the built pack", inMeta],
  ["the sources", inTexts],
  ["the documentation", inDocs],
])("in %s", (_where, mistakes) => {
  it.each(mistakes)("tells of %s", async (_name, make, expected) => {
    make();
    expect((await told()).split("\n")).toEqual(expected);
  });
});
