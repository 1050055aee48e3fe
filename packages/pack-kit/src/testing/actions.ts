import type {
  CheckAction,
  EditAction,
  LineRange,
  LookAction,
  PathClass,
  RunAction,
  Step,
  TestAction,
} from "@mulligan/core";

/** First and last line, from 1. */
type Lines = readonly [from: number, to: number];

/** What a step may say of itself besides its actions. */
export type StepFields = Partial<Pick<Step, "observation" | "command" | "tool" | "says" | "status" | "input">>;
/** Without `lines` the whole file was shown. */
export type LookFields = Partial<Omit<LookAction, "kind" | "path" | "lines">> & { readonly lines?: Lines };
export type EditFields = Partial<Omit<EditAction, "path" | "lines">> & { readonly lines?: Lines };
/** Fields of a test run, check or run, and of the step that it is. */
export type Execution<Kind> = Partial<Omit<Kind, "kind" | "command">> & StepFields;

/** A look at a file that was found. */

export function lookOf(path: string, { lines, ...fields }: LookFields = {}): LookAction {
  return {
    kind: "look",
    path,
    pathClass: classOf(path),
    whole: lines === undefined,
    found: true,
    ...fields,
    ...(lines && { lines: rangeOf(lines) }),
  };
}

/** An edit of a part of a file that took effect. */
export function editOf(path: string, { lines, ...fields }: EditFields = {}): EditAction {
  return {
    kind: "edit",
    path,
    pathClass: classOf(path),
    effect: "changed",
    whole: false,
    by: "editor",
    commentOnly: false,
    ...fields,
    ...(lines && { lines: rangeOf(lines) }),
  };
}

/** A run of three passing tests; `failed` above 0 makes it fail, `ran: false` executes nothing. */
export function testOf(command: string, fields: Execution<TestAction> = {}): TestAction {
  const more = withoutStep(fields);
  const ran = fields.ran ?? true;
  const failed = fields.failed ?? (ran ? 0 : null);
  return {
    ...executionOf(command, ran && failed === 0),
    runner: command.split(" ", 1)[0] ?? command,
    ran,
    passed: ran ? 3 : null,
    skipped: null,
    failing: [],
    targets: [],
    ownTestsOnly: false,
    ...more,
    kind: "test",
    failed,
  };
}

/** A script that ran well; an `error` makes it fail. */
export function checkOf(command: string, fields: Execution<CheckAction> = {}): CheckAction {
  const more = withoutStep(fields);
  return { ...executionOf(command, fields.error === undefined), checks: "script", ...more, kind: "check" };
}

/** An execution that says nothing about the product code. */
export function runOf(command: string, fields: Execution<RunAction> = {}): RunAction {
  const ok = fields.error === undefined;
  return { ...executionOf(command, ok), stoppedByEnvironment: false, ...withoutStep(fields), kind: "run" };
}

function withoutStep<Kind>(fields: Execution<Kind>): Omit<Execution<Kind>, keyof StepFields> {
  const { observation: _1, command: _2, tool: _3, says: _4, status: _5, input: _6, ...action } = fields;
  return action;
}

function executionOf(command: string, ok: boolean): Pick<CheckAction, "command" | "exitCode" | "tree" | "ok"> {
  return { command, exitCode: ok ? 0 : 1, tree: "current", ok };
}

function rangeOf([from, to]: Lines): LineRange {
  return { from, to };
}

/** As a reader would see it in most repositories; name another class where it matters. */
function classOf(path: string): PathClass {
  if (path.startsWith("/tmp/")) return "scratch";
  if (/(?:^|\/)(?:tests?|spec)\//.test(path)) return "test";
  if (/\.(?:md|rst)$/.test(path)) return "docs";
  return "product";
}
