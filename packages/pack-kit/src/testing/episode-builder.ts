import type { CheckAction, Action, Episode, EpisodeEvent, Outcome, RunAction, Step, TestAction } from "@mulligan/core";
import { checkOf, editOf, lookOf, runOf, testOf } from "./actions.js";
import type { EditFields, Execution, LookFields, StepFields } from "./actions.js";

/**
 * Starts an episode, step by step, for tests of detectors:
 *
 * ```ts
 * episode("Fix the parser").look("src/a.ts").edit("src/a.ts").test("vitest run", { failed: 1 }).finish();
 * ```
 *
 * Every method adds one step unless it says otherwise. The outcome is failed until `passed()` or `unknown()` says more.
 * Paths in `test/`, `tests/` and `spec/` are test files, `/tmp/` is scratch, `.md` and `.rst` are documents, all others
 * product files; give `pathClass` where that is wrong.
 */
export function episode(task = "Fix the parser"): EpisodeBuilder {
  return new EpisodeBuilder(task);
}

/** For several actions in one step, as of a command line with `&&`: `.step({ command }, action.edit(…), action.test(…))`. */
export const action: {
  readonly look: typeof lookOf;
  readonly edit: typeof editOf;
  readonly test: typeof testOf;
  readonly check: typeof checkOf;
} = {
  look: lookOf,
  edit: editOf,
  test: testOf,
  check: checkOf,
};

/** An episode in the making; `episode()` starts one, `finish()` and `end()` give it. */
export class EpisodeBuilder {
  readonly #task: string;
  readonly #steps: Step[] = [];
  readonly #events: EpisodeEvent[] = [];
  #outcome: Partial<Outcome> = { status: "failed" };
  #rest: Partial<Episode> = {};

  constructor(task: string) {
    this.#task = task;
  }

  /** The whole file, or the lines named. The observation follows from path and lines, so the same look shows the same. */
  look(path: string, { observation, ...fields }: LookFields & { readonly observation?: string } = {}): this {
    const range = fields.lines === undefined ? "" : ` ${fields.lines.join("-")}`;
    return this.step(
      { command: `show ${path}${range}`, observation: observation ?? `content of ${path}${range}` },
      lookOf(path, fields),
    );
  }

  /** A search in contents; `shown` names the files and lines that the answer printed. */
  search(pattern: string, shown: Readonly<Record<string, readonly number[]>> = {}): this {
    const entries = Object.entries(shown).map(([path, lines]) => ({ path, lines }));
    return this.step({ command: `grep -rn ${pattern} .` }, { kind: "search", pattern, shown: entries, names: false });
  }

  /** An edit of an existing file that took effect, unless `effect` says otherwise. */
  edit(path: string, fields: EditFields = {}): this {
    return this.step({ tool: "edit", command: undefined }, editOf(path, fields));
  }

  /** A new file with its content. */
  create(path: string, added = "new\n", fields: EditFields = {}): this {
    return this.edit(path, { kind: "create", whole: true, added, ...fields });
  }

  /** `failed` above 0 makes it a failing run, `ran: false` one that executed nothing. */
  test(command = "run-tests", fields: Execution<TestAction> = {}): this {
    return this.#execution(command, fields, testOf(command, fields));
  }

  /** An execution that reached the product code; an `error` makes it fail. */
  check(command: string, fields: Execution<CheckAction> = {}): this {
    return this.#execution(command, fields, checkOf(command, fields));
  }

  /** An execution that says nothing about the product code. */
  run(command: string, fields: Execution<RunAction> = {}): this {
    return this.#execution(command, fields, runOf(command, fields));
  }

  /** An installation that worked. */
  install(...packages: string[]): this {
    const command = `install ${packages.join(" ")}`;
    return this.step({ command }, { kind: "install", command, packages, ok: true });
  }

  /** Work for a sub-agent. */
  delegate(task: string): this {
    return this.step({ tool: "Task" }, { kind: "delegate", task });
  }

  /** A command that no reader understands. */
  shell(command: string, observation = "", fields: StepFields = {}): this {
    return this.step({ command, observation, ...fields }, { kind: "other", command });
  }

  /** A step as it comes; `command: undefined` for one of a tool that is no shell. */
  step(fields: StepFields | { readonly command: undefined }, ...actions: readonly Action[]): this {
    const number = this.#steps.length + 1;
    const { command, ...rest } = { tool: "shell", command: `command ${number}`, ...fields };
    this.#steps.push({
      number,
      origin: { index: number - 1 },
      says: "",
      input: {},
      observation: "",
      status: "ok",
      exitCode: 0,
      ...rest,
      ...(command !== undefined && { command }),
      actions,
    });
    return this;
  }

  /** Words of the user after the last step. Adds no step. */
  user(text: string): this {
    this.#events.push({ kind: "user", afterStep: this.#steps.length, text });
    return this;
  }

  /** Words of the agent without a call. Adds no step. */
  message(text: string): this {
    this.#events.push({ kind: "message", afterStep: this.#steps.length, text });
    return this;
  }

  /** The context was compacted. Adds no step. */
  compaction(): this {
    this.#events.push({ kind: "compaction", afterStep: this.#steps.length, trigger: "automatic" });
    return this;
  }

  /** The evaluator's verdict. */
  passed(): this {
    return this.outcome({ status: "passed", score: 1 });
  }

  /** No evaluator looked at it. */
  unknown(): this {
    return this.outcome({ status: "unknown" });
  }

  /** Whatever else an evaluator said, such as `failingTests`. */
  outcome(outcome: Partial<Outcome>): this {
    this.#outcome = { ...this.#outcome, ...outcome };
    return this;
  }

  /** Whatever else an episode holds. */
  with(rest: Partial<Episode>): this {
    this.#rest = { ...this.#rest, ...rest };
    return this;
  }

  /** Ends with an explicit submit call, one more step. */
  finish(): Episode {
    return this.step({ tool: "submit", command: "submit" }, { kind: "finish" }).#build("finished", "");
  }

  /** Ends with a final message. */
  end(finalMessage = "Done."): Episode {
    return this.#build("message", finalMessage);
  }

  #execution(
    command: string,
    { observation, status, says, tool, input, command: line }: StepFields,
    done: Action,
  ): this {
    const given = { observation, status, says, tool, input, command: line };
    const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return this.step({ command, ...fields }, done);
  }

  #build(endedBy: Outcome["endedBy"], finalMessage: string): Episode {
    return {
      id: "episode-1",
      source: { format: "test", skippedLines: 0 },
      agent: {},
      task: this.#task,
      steps: this.#steps,
      events: this.#events,
      finalMessage,
      ended: true,
      ...this.#rest,
      outcome: {
        status: "failed",
        score: null,
        threshold: 1,
        endedBy,
        failingTests: [],
        regressedTests: [],
        ...this.#outcome,
      },
    };
  }
}
