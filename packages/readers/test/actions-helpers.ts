import type { Action, Episode } from "@mulligan/core";
import { interpret, type InterpretOptions } from "../src/actions/interpret.js";
import type { RecordedCall, RecordedRun } from "../src/recorded-run.js";

export type Given = Partial<RecordedCall> & { observation?: string };

/** A shell command with what it printed and its exit code. */
export function shell(command: string, observation = "", exitCode: number | null = 0): Given {
  return {
    tool: "bash",
    dialect: "shell",
    command,
    input: { command },
    observation,
    exitCode,
    status: exitCode === 0 || exitCode === null ? "ok" : "error",
  };
}

export function tool(name: string, input: unknown, observation = "", more: Given = {}): Given {
  return { tool: name, dialect: "tool", input, observation, ...more };
}

export function sweAgent(command: string, observation = "", openFile?: string): Given {
  return {
    tool: "shell",
    dialect: "swe-agent",
    command,
    input: { command },
    observation,
    cwd: "/repo",
    ...(openFile === undefined ? {} : { openFile }),
  };
}

export function episodeOf(
  calls: readonly Given[],
  run: Partial<RecordedRun> = {},
  options: InterpretOptions = {},
): Episode {
  return interpret(
    {
      format: "test",
      agent: {},
      task: "",
      root: "/repo",
      cwd: "/repo",
      events: [],
      finalMessage: "",
      ended: true,
      endedBy: "message",
      skippedLines: 0,
      ...run,
      calls: calls.map((call, index) => ({
        origin: { index },
        says: "",
        tool: "bash",
        input: {},
        dialect: "shell",
        observation: "",
        exitCode: null,
        status: "ok",
        ...call,
      })),
    },
    options,
  );
}

/** The actions of the last step. */
export function lastActions(calls: readonly Given[], run: Partial<RecordedRun> = {}): readonly Action[] {
  return episodeOf(calls, run).steps.at(-1)!.actions;
}

/** One word per action: `edit:changed:product:src/a.py`, `test`, `check`. */
export function words(actions: readonly Action[]): readonly string[] {
  return actions.map((action) => {
    if (action.kind === "look")
      return `look:${action.path}${action.lines === undefined ? "" : `:${action.lines.from}-${action.lines.to}`}${action.whole ? ":whole" : ""}${action.found ? "" : ":missing"}`;
    if ("effect" in action) return `${action.kind}:${action.effect}:${action.pathClass}:${action.path}`;
    return action.kind;
  });
}

export function only<Kind extends Action["kind"]>(
  actions: readonly Action[],
  kind: Kind,
): Action & { readonly kind: Kind } {
  const found = actions.filter((action): action is Action & { readonly kind: Kind } => action.kind === kind);
  if (found.length !== 1) throw new Error(`expected one ${kind}, got ${words(actions).join(", ")}`);
  return found[0]!;
}

/** A run that has shown product files, so that packages and folders are known. */
export const seenProduct: readonly Given[] = [
  shell("sed -n '1,40p' shop/cart.py", "class Cart:\n    pass\n"),
  shell("sed -n '1,40p' tests/test_cart.py", "import shop\n"),
];
