import type {
  Diagnosis,
  Episode,
  FailureStrategy,
  Facts,
  Finding,
  Registry,
  RunView,
  StrategyMeta,
  StrategyTemplates,
} from "@mulligan/core";
import { createRegistry, facts } from "@mulligan/core";
import { buildTemplateView, renderTemplate } from "../src/index.ts";
import { compileTemplate } from "../src/compile/index.ts";

export const emptyRun: RunView = {
  stepCount: 0,
  outcome: "failed",
  editedFiles: [],
  testCommand: null,
  failingTests: [],
  lastFailure: null,
  namedFiles: [],
};

/** Renders a template text with `data` as the data of a finding at steps 4 and 7. */
export function render(source: string, data: Finding["data"] = {}, run: RunView = emptyRun): string {
  const view = buildTemplateView({ data, steps: [4, 7], evidence: "Step 4 says so." }, run);
  return renderTemplate(compileTemplate({ file: "x/plan.hbs", source }), view);
}

/** What `action` throws, as `code: message`. */
export function thrown(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return `${code}: ${message}`;
  }
  return "nothing was thrown";
}

export type Sources = Partial<Record<keyof StrategyTemplates, string>>;

export function strategy(meta: Partial<StrategyMeta>, sources: Sources): FailureStrategy {
  const all: Sources = {
    whatWentWrong: "What went wrong.",
    improvedStrategy: "Another way.",
    plan: "One step.",
    ...sources,
  };
  const templates = Object.fromEntries(
    Object.entries(all).map(([slot, source]) => [slot, compileTemplate({ file: `t/${slot}.hbs`, source })]),
  ) as unknown as StrategyTemplates;
  return { meta: { title: "Title", summary: "Summary.", severity: "major", ...meta }, templates };
}

export function registryOf(strategies: Readonly<Record<string, FailureStrategy>>): Registry {
  return createRegistry({
    packs: [{ meta: { api: 1, name: "@test/pack", version: "1.0.0", namespace: "test" }, strategies }],
  });
}

export function findingOf(type: string, more: Partial<Finding> = {}): Finding {
  return {
    type,
    id: `test/${type}`,
    pack: "@test/pack",
    severity: "major",
    baseSeverity: "major",
    confidence: 1,
    steps: [1],
    origins: [{}],
    evidence: `Evidence of ${type}.`,
    data: {},
    ...more,
  };
}

export function diagnosisOf(findings: readonly Finding[], primary: Finding | null = findings[0] ?? null): Diagnosis {
  return {
    episodeId: episode.id,
    primaryFailure: primary?.type ?? "CORRECT",
    primaryId: primary?.id ?? "test/CORRECT",
    primary,
    findings,
    diagnostics: [],
  };
}

export const episode: Episode = {
  id: "run-1",
  source: { format: "test", skippedLines: 0 },
  agent: {},
  task: "Mend the parser.",
  steps: [
    {
      number: 1,
      origin: { line: 1 },
      says: "",
      tool: "read",
      input: {},
      observation: "def parse(): pass",
      status: "ok",
      exitCode: null,
      actions: [
        {
          kind: "look",
          path: "src/parse.py",
          pathClass: "product",
          whole: false,
          lines: { from: 1, to: 80 },
          found: true,
        },
      ],
    },
    {
      number: 2,
      origin: { line: 2 },
      says: "",
      tool: "edit",
      input: {},
      observation: "done",
      status: "ok",
      exitCode: null,
      actions: [
        {
          kind: "edit",
          path: "src/parse.py",
          pathClass: "product",
          effect: "changed",
          whole: false,
          by: "editor",
          commentOnly: false,
        },
      ],
    },
    {
      number: 3,
      origin: { line: 3 },
      says: "",
      tool: "bash",
      command: "pytest -q",
      input: {},
      observation: "F\n    return nam\nE   NameError: name 'nam' is not defined\nsrc/parse.py:4: NameError\n1 failed",
      status: "error",
      exitCode: 1,
      actions: [
        {
          kind: "test",
          command: "pytest -q",
          exitCode: 1,
          tree: "current",
          ok: false,
          error: { name: "NameError", message: "name 'nam' is not defined", path: "src/parse.py", line: 4 },
          runner: "pytest",
          ran: true,
          passed: 0,
          failed: 1,
          skipped: 0,
          failing: ["test_parse"],
          targets: [],
          ownTestsOnly: false,
        },
      ],
    },
  ],
  events: [],
  finalMessage: "Done.",
  outcome: { status: "failed", score: 0.25, threshold: 1, endedBy: "message", failingTests: [], regressedTests: [] },
  ended: true,
};

export const episodeFacts: Facts = facts(episode);
