import type { EpisodeEvent, Origin, StepStatus } from "@mulligan/core";
import type { RecordedCall } from "../recorded-run.js";
import { exitCodeIn } from "./exit-code-text.js";

/** A call as a reader hands it in; what is left out is unknown. */
export interface NewCall {
  readonly origin: Origin;
  readonly tool: string;
  readonly input: unknown;
  readonly command?: string | undefined;
  readonly dialect?: RecordedCall["dialect"];
  readonly turn?: number | undefined;
  readonly cwd?: string | undefined;
  readonly openFile?: string | undefined;
  /** The id by which the answer will name the call. */
  readonly id?: string | undefined;
  /** The agent hands in its work with this call: the text that comes with it belongs to the final message. */
  readonly submits?: boolean;
  /** The call was broken before anything could answer it. */
  readonly malformed?: boolean;
}

export interface Answer {
  readonly observation: string;
  readonly status?: StepStatus;
  /** Where it is left out, a command's answer is asked for it. */
  readonly exitCode?: number | null;
  readonly details?: unknown;
  readonly cwd?: string | undefined;
  readonly subagents?: readonly string[] | undefined;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The middle of a run, built record by record: calls paired with their answers, text, events. */
export class Transcript {
  readonly calls: RecordedCall[] = [];
  readonly events: EpisodeEvent[] = [];
  readonly #drafts: Mutable<RecordedCall>[] = [];
  readonly #submits: boolean[] = [];
  readonly #open: boolean[] = [];
  readonly #unanswered = new Map<string, number[]>();
  #answered = 0;
  #text = "";
  #turnText = "";

  /** Text of the agent; it goes to the next call, or to the end. */
  say(text: string): void {
    if (text.trim() === "") return;
    this.#text = joined(this.#text, text);
    this.#turnText = joined(this.#turnText, text);
  }

  /** A turn of the agent that makes no call. */
  message(text: string): void {
    this.endTurn();
    this.say(text);
    this.endTurn();
  }

  /** What was said since the last call or turn stands as a message of its own. */
  endTurn(): void {
    const text = this.#turnText;
    this.#turnText = "";
    if (text !== "") this.events.push({ kind: "message", afterStep: this.calls.length, text });
  }

  /** The user speaks, which ends the agent's turn. */
  user(text: string): void {
    if (text.trim() === "") return;
    this.endTurn();
    this.events.push({ kind: "user", afterStep: this.calls.length, text });
  }

  modelError(text: string): void {
    this.events.push({ kind: "model-error", afterStep: this.calls.length, text });
  }

  limit(text: string): void {
    this.events.push({ kind: "limit", afterStep: this.calls.length, text });
  }

  interruption(): void {
    this.events.push({ kind: "interruption", afterStep: this.calls.length });
  }

  /** Records of one and the same compaction that follow each other count once. */
  compaction(trigger: "automatic" | "manual" | "unknown"): void {
    const last = this.events.at(-1);
    if (last?.kind === "compaction" && last.afterStep === this.calls.length) return;
    this.events.push({ kind: "compaction", afterStep: this.calls.length, trigger });
  }

  call(call: NewCall): void {
    const draft: Mutable<RecordedCall> = {
      origin: call.origin,
      says: this.#text,
      tool: call.tool,
      input: call.input,
      dialect: call.dialect ?? (call.command === undefined ? "tool" : "shell"),
      observation: "",
      exitCode: null,
      // Handing in ends most runs, and nothing answers it.
      status: call.malformed === true ? "invalid" : call.submits === true ? "ok" : "missing",
    };
    if (call.command !== undefined) draft.command = call.command;
    if (call.turn !== undefined) draft.turn = call.turn;
    if (call.cwd !== undefined) draft.cwd = call.cwd;
    if (call.openFile !== undefined) draft.openFile = call.openFile;
    this.#text = "";
    this.#turnText = "";
    const index = this.#drafts.push(draft) - 1;
    this.calls.push(draft);
    this.#submits.push(call.submits === true);
    this.#open.push(true);
    if (call.id === undefined) return;
    const sameId = this.#unanswered.get(call.id);
    if (sameId === undefined) this.#unanswered.set(call.id, [index]);
    else sameId.push(index);
  }

  /** Answers the oldest open call of that id. False when there is none. */
  answer(id: string | undefined, answer: Answer): boolean {
    const index = id === undefined ? undefined : this.#unanswered.get(id)?.shift();
    if (index === undefined) return false;
    this.#fill(index, answer);
    return true;
  }

  /** Answers the oldest call that has no answer yet, for formats whose answers follow in order. */
  answerNext(answer: Answer): boolean {
    while (this.#answered < this.#drafts.length) {
      const index = this.#answered;
      this.#answered += 1;
      if (this.#open[index] === true) {
        this.#fill(index, answer);
        return true;
      }
    }
    return false;
  }

  answerLast(answer: Answer): void {
    if (this.#drafts.length > 0) this.#fill(this.#drafts.length - 1, answer);
  }

  get lastStatus(): StepStatus | undefined {
    return this.#drafts.at(-1)?.status;
  }

  get lastSubmits(): boolean {
    return this.#submits.at(-1) === true;
  }

  /** Whether a call of that id waits for its answer. */
  isOpen(id: string): boolean {
    return (this.#unanswered.get(id)?.length ?? 0) > 0;
  }

  /** Nothing was said since the last call. */
  get silent(): boolean {
    return this.#text === "";
  }

  /** All text after the last call that is not a submit. */
  get finalMessage(): string {
    const texts: string[] = [];
    for (let index = this.#drafts.length - 1; index >= 0 && this.#submits[index] === true; index -= 1) {
      const says = this.#drafts[index]?.says ?? "";
      if (says !== "") texts.unshift(says);
    }
    if (this.#text !== "") texts.push(this.#text);
    return texts.join("\n\n");
  }

  #fill(index: number, answer: Answer): void {
    const draft = this.#drafts[index];
    if (draft === undefined) return;
    this.#open[index] = false;
    // Terminals end their lines with both.
    draft.observation = answer.observation.includes("\r\n")
      ? answer.observation.replaceAll("\r\n", "\n")
      : answer.observation;
    const written = answer.exitCode === undefined && draft.command !== undefined && answer.status !== "refused";
    draft.exitCode = written ? exitCodeIn(answer.observation) : (answer.exitCode ?? null);
    const failed = draft.exitCode !== null && draft.exitCode !== 0;
    if (draft.status !== "invalid") draft.status = answer.status ?? (failed ? "error" : "ok");
    if (answer.details !== undefined) draft.details = answer.details;
    if (answer.cwd !== undefined && draft.cwd === undefined) draft.cwd = answer.cwd;
    if (answer.subagents !== undefined && answer.subagents.length > 0) draft.subagents = answer.subagents;
  }
}

function joined(before: string, text: string): string {
  return before === "" ? text : `${before}\n\n${text}`;
}
