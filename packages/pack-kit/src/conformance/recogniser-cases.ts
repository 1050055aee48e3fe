import type { Action, PathClass, Recognisers, TestReport } from "@mulligan/core";
import { readText } from "@mulligan/readers";
import { maskSecretsOf } from "@mulligan/renderer";
import { weakTestError } from "../errors.js";

/** A command and what it printed. */
export interface CommandCase {
  readonly command: string;
  readonly output: string;
}

/** A command of a runner of the pack, and what has to be read from its output. */
export interface RunnerCase extends CommandCase {
  /** Name of the runner. */
  readonly runner: string;
  /** Members that the report has to have; it may have others. */
  readonly report: Partial<TestReport>;
}

/** A call of a tool of the pack, as its harness records it, and members of the one action that it has to be. */
export interface ToolCase {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** What the tool answered; default empty. */
  readonly output?: string;
  readonly action: Partial<Action>;
}

export interface PathCase {
  readonly path: string;
  readonly pathClass: PathClass;
}

/** A line with a secret, and what a plan has to show of it. */
export interface SecretCase {
  readonly text: string;
  readonly shown: string;
}

/** Both sides for each kind that the pack brings, by names that end the sentences "recognises …" and "ignores …". */
export interface RecogniserCases {
  readonly runners?: {
    readonly recognises: Readonly<Record<string, RunnerCase>>;
    readonly ignores: Readonly<Record<string, CommandCase>>;
  };
  /** A tool is known by its name alone, so there is nothing to ignore. */
  readonly tools?: { readonly recognises: Readonly<Record<string, ToolCase>> };
  readonly paths?: {
    readonly recognises: Readonly<Record<string, PathCase>>;
    /** Paths that keep the class they have without the pack. */
    readonly ignores: Readonly<Record<string, string>>;
  };
  readonly secrets?: {
    readonly recognises: Readonly<Record<string, SecretCase>>;
    /** Lines that a plan shows as they are. */
    readonly ignores: Readonly<Record<string, string>>;
  };
}

export type RecogniserKind = keyof RecogniserCases;

/** One test: what is wrong with it when it is asked, in words; empty where nothing is. */
export interface RecogniserTest {
  readonly title: string;
  readonly problems: () => readonly string[];
}

const kinds: readonly RecogniserKind[] = ["runners", "tools", "paths", "secrets"];

/**
 * The tests of what a pack brings besides strategies.
 *
 * @throws MulliganError `weak-test` where a kind that the pack brings has no cases, a side is empty, a case stands there
 * twice, a member is unknown, or a runner, tool, path rule or secret is never recognised.
 */
export function recogniserTests(pack: Recognisers, cases: RecogniserCases): RecogniserTest[] {
  const problems = [
    ...Object.keys(cases)
      .filter((name) => !kinds.includes(name as RecogniserKind))
      .map((name) => `unknown member "${name}"; known: ${kinds.join(", ")}`),
    ...kinds.flatMap((kind) => [...sideProblems(pack, kind, cases[kind]), ...twins(kind, cases[kind])]),
    ...neverRecognised(pack, cases),
  ];
  if (problems.length > 0) throw weakTestError("what the pack brings besides strategies", problems);
  const { runners, tools, paths, secrets } = cases;
  return [
    ...testsOf("recognises", runners?.recognises, (given) => runnerProblems(pack, given)),
    ...testsOf("ignores", runners?.ignores, (given) => strangerProblems(pack, given)),
    ...testsOf("recognises", tools?.recognises, (given) => toolProblems(pack, given)),
    ...testsOf("recognises", paths?.recognises, ({ path, pathClass }) =>
      differences("the class", classOf(path, pack), pathClass),
    ),
    ...testsOf("ignores", paths?.ignores, (path) => differences("the class", classOf(path, pack), classOf(path, {}))),
    ...testsOf("recognises", secrets?.recognises, ({ text, shown }) => differences("shown", masked(text, pack), shown)),
    ...testsOf("ignores", secrets?.ignores, (text) => differences("shown", masked(text, pack), text)),
  ];
}

function testsOf<Case>(
  side: "recognises" | "ignores",
  cases: Readonly<Record<string, Case>> = {},
  problemsOf: (given: Case) => readonly string[],
): RecogniserTest[] {
  return Object.entries(cases).map(([name, given]) => ({
    title: `${side} ${name}`,
    problems: () => {
      const first = problemsOf(given);
      const second = problemsOf(given);
      return first.join("\n") === second.join("\n") ? first : ["asked twice, the answers differ"];
    },
  }));
}

function sideProblems(pack: Recognisers, kind: RecogniserKind, sides: RecogniserCases[RecogniserKind]): string[] {
  const brought = Object.keys(pack[kind] ?? {}).length > 0;
  if (sides === undefined) return brought ? [`the pack brings ${kind}, and they have no cases`] : [];
  if (!brought) return [`the pack brings no ${kind}`];
  const wanted = kind === "tools" ? ["recognises"] : ["recognises", "ignores"];
  const given = sides as Readonly<Record<string, object | undefined>>;
  return [
    ...wanted.filter((side) => Object.keys(given[side] ?? {}).length === 0).map((side) => `${kind}.${side} is empty`),
    ...Object.keys(given)
      .filter((name) => !wanted.includes(name))
      .map((name) => `${kind}: unknown member "${name}"; known: ${wanted.join(", ")}`),
  ];
}

function twins(kind: RecogniserKind, sides: object = {}): string[] {
  const seen = new Map<string, string>();
  return Object.entries(sides).flatMap(([side, cases]) =>
    Object.entries(cases as object).flatMap(([name, given]) => {
      const label = `${kind}.${side} "${name}"`;
      const twin = seen.get(JSON.stringify(given));
      seen.set(JSON.stringify(given), label);
      return twin === undefined ? [] : [`${label} is the same as ${twin}`];
    }),
  );
}

/** Members of the pack that no case shows at work. */
function neverRecognised(pack: Recognisers, { runners, tools, paths, secrets }: RecogniserCases): string[] {
  const ranBy = new Set(Object.values(runners?.recognises ?? {}).map(({ runner }) => runner));
  const called = new Set(Object.values(tools?.recognises ?? {}).map(({ tool }) => tool));
  const ruled = Object.values(paths?.recognises ?? {}).map(({ path }) =>
    pack.paths?.find(({ pattern }) => pattern.test(path)),
  );
  const lines = Object.values(secrets?.recognises ?? {}).map(({ text }) => text);
  return [
    ...(pack.runners ?? [])
      .filter(({ name }) => runners !== undefined && !ranBy.has(name))
      .map(({ name }) => `no case recognises the runner "${name}"`),
    ...Object.keys(pack.tools ?? {})
      .filter((name) => tools !== undefined && !called.has(name))
      .map((name) => `no case recognises the tool "${name}"`),
    ...(pack.paths ?? [])
      .filter((rule) => paths !== undefined && !ruled.includes(rule))
      .map(({ pattern }) => `no case recognises a path by ${String(pattern)}`),
    ...(pack.secrets ?? [])
      .filter(({ pattern }) => secrets !== undefined && !lines.some((line) => pattern.test(line)))
      .map(({ name }) => `no case recognises the secret "${name}"`),
  ];
}

function runnerProblems(pack: Recognisers, { command, output, runner, report }: RunnerCase): string[] {
  const found = actionsOf({ tool: "bash", arguments: { command }, output }, pack);
  const test = found.find((action) => action.kind === "test" && action.runner === runner);
  if (test === undefined) return [`no test run of ${runner}; the command is read as ${inWords(found)}`];
  return memberProblems(test, report);
}

function strangerProblems(pack: Recognisers, { command, output }: CommandCase): string[] {
  const own = new Set(pack.runners?.map(({ name }) => name));
  const found = actionsOf({ tool: "bash", arguments: { command }, output }, pack);
  return found.flatMap((action) =>
    action.kind === "test" && own.has(action.runner) ? [`read as a test run of ${action.runner}`] : [],
  );
}

function toolProblems(pack: Recognisers, { action, ...call }: ToolCase): string[] {
  const found = actionsOf(call, pack);
  const [only] = found;
  if (only === undefined || found.length > 1) return [`the call is read as ${inWords(found)}, not as one action`];
  return memberProblems(only, action);
}

function classOf(path: string, pack: Recognisers): PathClass | undefined {
  const [only] = actionsOf({ tool: "write_file", arguments: { path, content: "1\n" } }, pack);
  return only !== undefined && "pathClass" in only ? only.pathClass : undefined;
}

function masked(text: string, { secrets = [] }: Recognisers): string {
  return maskSecretsOf(secrets)(text);
}

/** As the readers read it from a recording, whatever agent it is from. */
function actionsOf({ tool, arguments: given, output = "" }: Omit<ToolCase, "action">, pack: Recognisers) {
  const call = { id: "1", type: "function", function: { name: tool, arguments: JSON.stringify(given) } };
  const run = [
    { role: "user", content: "Do what is needed." },
    { role: "assistant", content: "", tool_calls: [call] },
    { role: "tool", tool_call_id: "1", content: output },
  ];
  const { runners = [], tools = {}, paths = [] } = pack;
  const { episodes } = readText(JSON.stringify(run), { runners, tools, paths });
  return episodes[0]?.steps[0]?.actions ?? [];
}

function memberProblems(found: object, expected: object): string[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(name, (found as Readonly<Record<string, unknown>>)[name], value),
  );
}

function differences(name: string, found: unknown, expected: unknown): string[] {
  const [seen, wanted] = [JSON.stringify(found) ?? "absent", JSON.stringify(expected) ?? "absent"];
  return seen === wanted ? [] : [`${name} is ${seen}, expected ${wanted}`];
}

function inWords(actions: readonly Action[]): string {
  return actions.map(({ kind }) => `"${kind}"`).join(" and ") || "nothing";
}
