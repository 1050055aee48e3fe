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

type Lines = readonly [from: number, to: number];
export type StepFields = Partial<Pick<Step, "observation" | "command" | "tool" | "says" | "status" | "input">>;
export type LookFields = Partial<Omit<LookAction, "kind" | "path" | "lines">> & { readonly lines?: Lines };
export type EditFields = Partial<Omit<EditAction, "path" | "lines">> & { readonly lines?: Lines };
export type Execution<Kind> = Partial<Omit<Kind, "kind" | "command">> & StepFields;

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

export function checkOf(command: string, fields: Execution<CheckAction> = {}): CheckAction {
  const more = withoutStep(fields);
  return { ...executionOf(command, fields.error === undefined), checks: "script", ...more, kind: "check" };
}

export function runOf(command: string, fields: Execution<RunAction> = {}): RunAction {
  const ok = fields.error === undefined;
  return { ...executionOf(command, ok), stoppedByEnvironment: false, ...withoutStep(fields), kind: "run" };
}

function withoutStep<Kind>(fields: Execution<Kind>): Omit<Execution<Kind>, keyof StepFields> {
  const {
    observation: _observation,
    command: _command,
    tool: _tool,
    says: _says,
    status: _status,
    input: _input,
    ...action
  } = fields;
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
