import { facts } from "@mulligan/core";
import type { Detection, DetectContext, Episode, FailureStrategy } from "@mulligan/core";
import { compileTemplate } from "@mulligan/renderer/compile";
import { describe, expect, it } from "vitest";
import { goldenText } from "../src/conformance/golden-text.ts";
import {
  contractProblems,
  falseAlarms,
  impurities,
  staleModules,
  unrenderableTexts,
} from "../src/conformance/pack-conformance.ts";
import { registryOf } from "../src/conformance/registry-of.ts";
import { checkCases, checkIgnored, findingOf } from "../src/conformance/strategy-cases.ts";
import type { StrategyCases } from "../src/conformance/strategy-cases.ts";
import { cleanRun } from "../src/conformance/sample-episodes.ts";
import { episode } from "../src/testing/index.ts";
import { temporaryPack } from "./temporary-pack.ts";
import { compilePack } from "../src/index.ts";

type Data = { readonly path: string };
type Strategy = FailureStrategy<Data>;
type Detect = (run: Episode, context: DetectContext) => readonly Detection<Data>[];

const text = (source: string) => compileTemplate({ file: "silent-edit/text.hbs", source });

/** Finds the first edit of a failed run, unless a test says otherwise. */
function strategy(change: Partial<Strategy> = {}, texts: Partial<Strategy["templates"]> = {}): Strategy {
  return {
    meta: { title: "Silent edit", summary: "A file was changed without a word.", severity: "minor" },
    detect: firstEdit,
    templates: {
      whatWentWrong: text("{{#if data.path}}Step {{firstStep}} changed {{code data.path}}.{{else}}{{evidence}}{{/if}}"),
      improvedStrategy: text("Say what changes."),
      plan: text("Say it.\nEdit it."),
      ...texts,
    },
    ...change,
  };
}

const firstEdit: Detect = (run, { facts: { productEdits } }) => {
  const [edit] = productEdits;
  if (edit === undefined || run.outcome.status === "passed") return [];
  const { step, path } = edit;
  return [{ confidence: 1, steps: [step], evidence: `Step ${step} changed ${path}.`, data: { path } }];
};

function packOf(own: Strategy) {
  const meta = { api: 1, name: "mulligan-pack-sound", version: "1.2.3", namespace: "sound" } as const;
  return { meta, strategies: { SILENT_EDIT: own } };
}

function refused(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

const edited = episode().look("a.ts").edit("a.ts").finish();
const looked = episode().look("a.ts").finish();
const sound: StrategyCases = { detects: { "an edit": edited }, ignores: { "a look": looked } };

describe("testStrategy", () => {
  const strange = { ...sound, ignore: {} } as StrategyCases;
  const unknownMember = { detects: { "an edit": { episode: edited, step: [2] } }, ignores: sound.ignores };
  const unfinished = { ...sound, ignores: { "a look": episode().look("a.ts") } } as unknown as StrategyCases;
  it.each<[name: string, type: string, cases: StrategyCases, message: string]>([
    [
      "a type that the pack lacks",
      "LOUD_EDIT",
      sound,
      "The tests of LOUD_EDIT are not accepted:\n  the pack has no LOUD_EDIT; it has SILENT_EDIT",
    ],
    [
      "tests without a run that has the failure",
      "SILENT_EDIT",
      { ...sound, detects: {} },
      "The tests of SILENT_EDIT are not accepted:\n  detects is empty; give a run that has the failure",
    ],
    [
      "tests without a near miss",
      "SILENT_EDIT",
      { ...sound, ignores: {} },
      "The tests of SILENT_EDIT are not accepted:\n  ignores is empty; give a run that looks like the failure and is none",
    ],
    [
      "an unknown member",
      "SILENT_EDIT",
      strange,
      'The tests of SILENT_EDIT are not accepted:\n  unknown member "ignore"; known: detects, ignores, options, golden',
    ],
    [
      "an unknown member of a case",
      "SILENT_EDIT",
      unknownMember,
      'The tests of SILENT_EDIT are not accepted:\n  detects "an edit": unknown member "step"; known: episode, steps, severity, evidence, data',
    ],
    [
      "the same run twice",
      "SILENT_EDIT",
      { detects: sound.detects, ignores: { "another look": episode().look("a.ts").edit("a.ts").finish() } },
      'The tests of SILENT_EDIT are not accepted:\n  ignores "another look" is the same episode as detects "an edit"',
    ],
    [
      "two cases with one golden file",
      "SILENT_EDIT",
      { ...sound, detects: { "an edit": edited, "An edit!": episode().edit("b.ts").finish() } },
      'The tests of SILENT_EDIT are not accepted:\n  detects "An edit!" and "an edit" have the same golden file an-edit.md; rename one',
    ],
    [
      "an episode that was not ended",
      "SILENT_EDIT",
      unfinished,
      'The tests of SILENT_EDIT are not accepted:\n  ignores "a look" is no episode; end it with finish() or end()',
    ],
  ])("refuses %s", (_name, type, cases, message) => {
    expect(refused(() => checkCases(["SILENT_EDIT"], type, cases))).toBe(message);
  });

  it("takes sound tests", () => {
    expect(refused(() => checkCases(["SILENT_EDIT"], "SILENT_EDIT", sound))).toBe("");
  });

  const registry = registryOf(packOf(strategy()));
  it.each<[name: string, given: Parameters<typeof findingOf>[3], message: string]>([
    ["a run in which nothing is found", looked, 'SILENT_EDIT was not found in the run "a run".'],
    [
      "other steps",
      { episode: edited, steps: [3] },
      'SILENT_EDIT was found in the run "a run", but not as expected:\n  steps are 2, expected 3',
    ],
    [
      "another severity",
      { episode: edited, severity: "major" },
      'SILENT_EDIT was found in the run "a run", but not as expected:\n  severity is minor, expected major',
    ],
    [
      "other evidence",
      { episode: edited, evidence: "Step 2 changed b.ts." },
      'SILENT_EDIT was found in the run "a run", but not as expected:\n  evidence is "Step 2 changed a.ts.", expected "Step 2 changed b.ts."',
    ],
    [
      "evidence of another form",
      { episode: edited, evidence: /b\.ts/ },
      'SILENT_EDIT was found in the run "a run", but not as expected:\n  evidence is "Step 2 changed a.ts.", expected /b\\.ts/',
    ],
    [
      "other data",
      { episode: edited, data: { path: "b.ts" } },
      'SILENT_EDIT was found in the run "a run", but not as expected:\n  data.path is "a.ts", expected "b.ts"',
    ],
  ])("tells of %s", (_name, given, message) => {
    expect(refused(() => findingOf(registry, "SILENT_EDIT", "a run", given))).toBe(message);
  });

  it("tells of steps that the run does not have", () => {
    const detect: Detect = () => [{ confidence: 1, steps: [9], evidence: "x", data: { path: "a.ts" } }];
    const own = registryOf(packOf(strategy({ detect })));
    expect(refused(() => findingOf(own, "SILENT_EDIT", "a run", edited))).toBe(
      'SILENT_EDIT was not found in the run "a run":\n  A finding of sound/SILENT_EDIT (mulligan-pack-sound) was left out: step 9 is not in the run, which has steps 1 to 3',
    );
  });

  it("tells of a finding in a near miss", () => {
    expect(refused(() => checkIgnored(registry, "SILENT_EDIT", "a look", edited))).toBe(
      'SILENT_EDIT has to ignore the run "a look":\n  steps 2: Step 2 changed a.ts.',
    );
    expect(refused(() => checkIgnored(registry, "SILENT_EDIT", "a look", looked))).toBe("");
  });

  it("tells of a text that prints what the finding lacks", () => {
    const own = registryOf(packOf(strategy({}, { plan: text("Edit {{code data.file}}.") })));
    const finding = findingOf(own, "SILENT_EDIT", "a run", edited);
    expect(refused(() => goldenText("an edit", edited, finding, own))).toBe(
      'silent-edit/text.hbs:1:6: "code" takes a text, found nothing.',
    );
  });
});

describe("testPack", () => {
  it("finds nothing wrong with a sound pack", () => {
    const pack = packOf(strategy());
    expect([contractProblems(pack), falseAlarms(pack), impurities(pack), unrenderableTexts(pack)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("tells of a broken contract", () => {
    const pack = packOf(strategy({ detect: "first" as unknown as Detect }));
    expect(contractProblems(pack)).toEqual([
      'strategies.SILENT_EDIT.detect: has to be a function or absent, found "first"',
    ]);
  });

  it("tells of options without defaults", () => {
    const options = {
      "~standard": { version: 1, vendor: "test", validate: () => ({ issues: [{ message: "limit is missing" }] }) },
    } as const;
    expect(contractProblems(packOf(strategy({ options })))).toEqual([
      "The options of sound/SILENT_EDIT do not fit:\n  options: limit is missing",
    ]);
  });

  it("tells of a detector that fires on a run in which everything went right", () => {
    const detect: Detect = (run, context) =>
      firstEdit({ ...run, outcome: { ...run.outcome, status: "failed" } }, context);
    expect(falseAlarms(packOf(strategy({ detect })))).toEqual([
      "SILENT_EDIT fires on a clean passed run (steps 4): Step 4 changed src/money.ts.",
    ]);
    expect(facts(cleanRun()).productEdits.map(({ step }) => step)).toEqual([4]);
  });

  it("tells of a detector that throws", () => {
    const detect: Detect = (run) => {
      throw new Error(`no step in ${run.id}`);
    };
    expect(impurities(packOf(strategy({ detect })))).toEqual([
      "The detector of sound/SILENT_EDIT (mulligan-pack-sound) threw: no step in episode-1",
    ]);
  });

  it("tells of a detector that changes the episode", () => {
    const detect: Detect = (run) => ((run.steps as unknown[]).reverse(), []);
    expect(impurities(packOf(strategy({ detect })))).toEqual([
      "The detector of sound/SILENT_EDIT (mulligan-pack-sound) threw: Cannot assign to read only property '0' of object '[object Array]'. A detector must leave episode and facts as they are; copy before sorting or filling in.",
    ]);
  });

  it.each([
    ["the clock", () => Date.now(), "Date.now()"],
    ["the date", () => new Date().getTime(), "new Date()"],
    ["chance", () => Math.random(), "Math.random()"],
  ])("tells of a detector that asks %s", (_name, answer, call) => {
    const detect: Detect = () => (answer() < 0 ? [] : []);
    expect(impurities(packOf(strategy({ detect })))).toEqual([
      `The detector of sound/SILENT_EDIT (mulligan-pack-sound) threw: it calls ${call}, whose answer changes from run to run`,
    ]);
    expect([Date.now() > 0, Math.random() < 1]).toEqual([true, true]);
  });

  it("tells of a detector that remembers", () => {
    let calls = 0;
    const detect: Detect = (run, context) => {
      calls += 1;
      return calls % 2 === 0 ? [] : firstEdit(run, context);
    };
    expect(impurities(packOf(strategy({ detect })))).toEqual([
      "sound/SILENT_EDIT answers differently when it is asked about the same episode a second time",
    ]);
  });

  it("tells of a text that needs data", () => {
    const pack = packOf(strategy({}, { system: text("Look at {{code data.path}}.") }));
    expect(unrenderableTexts(pack)).toEqual([
      'The texts of SILENT_EDIT cannot be rendered without data: silent-edit/text.hbs:1:9: "code" takes a text, found nothing.',
    ]);
  });

  it("tells of a text that reads a value in two ways", () => {
    const twice = text("{{#if data.path}}{{code data.path}}: {{codes data.path}}{{/if}}");
    const pack = packOf(strategy({}, { whatWentWrong: twice }));
    expect(unrenderableTexts(pack)).toEqual([
      'The texts of SILENT_EDIT cannot be rendered with data {"path":["src/sample.ts","src/other.ts"]}: silent-edit/text.hbs:1:18: "code" takes a text, found a list.',
      'The texts of SILENT_EDIT cannot be rendered without data: silent-edit/text.hbs:1:38: "codes" takes a list of texts that is not empty, found a text.',
    ]);
  });

  it("tells of modules that are out of date", () => {
    const pack = temporaryPack();
    compilePack(pack.directory);
    pack.write({ "src/never-tested/plan.hbs": "Run the tests.\n" });
    expect(staleModules(pack.directory)).toEqual([
      "src/never-tested/templates.gen.ts does not belong to the prompt files beside it; run `mulligan-pack compile`",
    ]);
  });
});
