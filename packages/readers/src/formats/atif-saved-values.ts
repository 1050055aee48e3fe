import type { Action, Annotation } from "@mulligan/core";
import { isRecord } from "../json.js";

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const flag: Check = (value) => typeof value === "boolean";
const number: Check = (value) => typeof value === "number";
const count: Check = (value) => value === null || typeof value === "number";
const range: Check = shape({ from: number, to: number });
const error: Check = shape({ name: text, message: text, path: maybe(text), line: maybe(number) });
const pathClass: Check = oneOf("product", "test", "scratch", "config", "docs", "generated");

const path = { path: text, pathClass };
const execution = {
  command: text,
  exitCode: count,
  tree: oneOf("current", "baseline", "other"),
  ok: flag,
  error: maybe(error),
};
const edit: Check = shape({
  ...path,
  effect: oneOf("changed", "unchanged", "rejected", "crashed", "no-match"),
  from: maybe(text),
  lines: maybe(range),
  added: maybe(text),
  removed: maybe(text),
  whole: flag,
  fileLines: maybe(number),
  by: oneOf("editor", "patch", "shell", "script", "restore"),
  commentOnly: flag,
  reason: maybe(text),
});

/** The members of every kind of action, as far as something reads them. */
const actions: Readonly<Record<Action["kind"], Check>> = {
  look: shape({ ...path, lines: maybe(range), whole: flag, fileLines: maybe(number), found: flag }),
  search: shape({
    pattern: text,
    path: maybe(text),
    shown: list(shape({ path: text, lines: list(number) })),
    names: flag,
  }),
  list: shape({ path: text }),
  edit,
  create: edit,
  delete: edit,
  move: edit,
  test: shape({
    ...execution,
    runner: text,
    ran: flag,
    notRun: maybe(oneOf("not-started", "died", "none-selected", "timed-out")),
    passed: count,
    failed: count,
    skipped: count,
    failing: list(text),
    targets: list(text),
    ownTestsOnly: flag,
  }),
  check: shape({
    ...execution,
    checks: oneOf("script", "program", "build", "types", "lint"),
    script: maybe(text),
  }),
  run: shape({ ...execution, stoppedByEnvironment: flag }),
  vcs: shape({ command: text }),
  install: shape({ command: text, packages: list(text), ok: flag }),
  fetch: shape({ url: text }),
  plan: shape({}),
  delegate: shape({ task: text }),
  ask: shape({}),
  finish: shape({}),
  other: shape({ command: maybe(text) }),
};

/** Undefined where one of them is none that can be worked with. */
export function savedActions(value: unknown): readonly Action[] | undefined {
  return list(isAction)(value) ? (value as readonly Action[]) : undefined;
}

function isAction(value: unknown): boolean {
  const kind = isRecord(value) ? value["kind"] : undefined;
  return typeof kind === "string" && Object.hasOwn(actions, kind) && actions[kind as Action["kind"]](value);
}

const annotation: Check = shape({
  type: text,
  steps: list(number),
  evidence: text,
  confidence: maybe(number),
  data: maybe(isRecord),
});

/** Those that can be worked with; undefined where there is no list. */
export function savedAnnotations(value: unknown): readonly Annotation[] | undefined {
  return Array.isArray(value) ? (value.filter(annotation) as readonly Annotation[]) : undefined;
}

function shape(members: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(members);
  return (value) => isRecord(value) && entries.every(([name, check]) => check(value[name]));
}

function list(item: Check): Check {
  return (value) => Array.isArray(value) && value.every((member) => item(member));
}

function maybe(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function oneOf(...values: readonly string[]): Check {
  return (value) => typeof value === "string" && values.includes(value);
}
