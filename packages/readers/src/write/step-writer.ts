import type { EpisodeEvent } from "@mulligan/core";
import type { RecordedCall, RecordedRun } from "../recorded-run.js";
import type { AtifExtra, AtifResult, AtifStep, AtifToolCall } from "./atif-trajectory.js";
import { extraOf, resultOf, toolCallOf } from "./call-members.js";
import { defined } from "./defined.js";
import { joinedTexts } from "../joined-texts.js";

export interface WrittenSteps {
  readonly steps: readonly AtifStep[];
  /** The final message, where the steps alone do not give it. */
  readonly finalMessage: string | undefined;
}

/** Calls before the end whose text may have gone into the final message: submits, one after the other. */
const lastCalls = 4;

/** Writes the steps of one run: the task, then calls and events in the order in which they happened. */
export class StepWriter {
  readonly #embedded: ReadonlyMap<string, unknown>;
  readonly #steps: AtifStep[] = [];
  readonly #ids = new Set<string>();
  /** What the agent said in messages without a call since the last call. */
  #said = "";

  constructor(embedded: ReadonlyMap<string, unknown>) {
    this.#embedded = embedded;
  }

  write(run: RecordedRun): WrittenSteps {
    const { calls, events, task } = run;
    if (task !== "") this.#add("user", task, { task: true });
    let next = 0;
    for (let index = 0; index < calls.length;) {
      next = this.#events(events, next, index);
      const end = this.#endOfTurn(calls, index, events[next]?.afterStep ?? Infinity);
      this.#turn(calls.slice(index, end), index);
      index = end;
    }
    this.#events(events, next, Infinity, calls.length);
    const finalMessage = this.#end(run);
    // The format wants a step.
    if (this.#steps.length === 0) this.#add("system", "");
    return { steps: this.#steps, finalMessage };
  }

  #add(source: AtifStep["source"], message: string, own: AtifExtra = {}, members: Partial<AtifStep> = {}): void {
    const extra = { ...members.extra, ...extraOf(own) };
    this.#steps.push({
      step_id: this.#steps.length + 1,
      source,
      message,
      ...members,
      ...(Object.keys(extra).length > 0 ? { extra } : {}),
    });
  }

  /** The events up to a call, in their own order; one that stands out of order says its place. */
  #events(events: readonly EpisodeEvent[], from: number, until: number, place: number = until): number {
    let next = from;
    for (; next < events.length; next += 1) {
      const event = events[next]!;
      if (event.afterStep > until) break;
      this.#event(event, event.afterStep === place ? {} : { after_step: event.afterStep });
    }
    return next;
  }

  #event(event: EpisodeEvent, place: AtifExtra): void {
    const { kind } = event;
    if (kind === "user") this.#add("user", event.text, place);
    else if (kind === "message") {
      this.#said = joinedTexts(this.#said, event.text);
      this.#add("agent", event.text, place);
    } else if (kind === "compaction") {
      const extra = { context_management: { type: "compaction", boundary: "replace" } };
      const own = { event: kind, trigger: event.trigger, ...place };
      this.#add("system", "The context was compacted.", own, { extra });
    } else if (kind === "interruption") {
      this.#add("system", "The user interrupted the agent.", { event: kind, ...place });
    } else this.#add("system", event.text, { event: kind, ...place });
  }

  /** Calls of one turn make one step, unless something was said or happened between them. */
  #endOfTurn(calls: readonly RecordedCall[], start: number, nextEvent: number): number {
    const turn = calls[start]?.turn;
    let end = start + 1;
    if (turn === undefined) return end;
    while (end < calls.length && end < nextEvent && calls[end]?.turn === turn && calls[end]?.says === "") end += 1;
    return end;
  }

  #turn(calls: readonly RecordedCall[], first: number): void {
    const says = calls[0]?.says ?? "";
    const said = this.#said;
    this.#said = "";
    const head = `${said}\n\n`;
    const follows = said === "" || says === said || (says.startsWith(head) && says.length > head.length);
    const message = said === "" || !follows ? says : says.slice(head.length);
    const toolCalls: AtifToolCall[] = [];
    const results: AtifResult[] = [];
    for (const [offset, call] of calls.entries()) {
      const id = this.#idOf(call, first + offset + 1);
      toolCalls.push(toolCallOf(call, id));
      const result = resultOf(call, id, this.#embedded);
      if (result !== undefined) results.push(result);
    }
    this.#add("agent", message, defined({ turn: calls[0]?.turn, whole: follows ? undefined : true }), {
      tool_calls: toolCalls,
      ...(results.length > 0 ? { observation: { results } } : {}),
    });
  }

  /** Agents may use an id again; the document may not. */
  #idOf({ origin }: RecordedCall, number: number): string {
    let id = origin.id === undefined || origin.id === "" ? `call-${number}` : origin.id;
    for (let copy = 2; this.#ids.has(id); copy += 1) id = `call-${number}-${copy}`;
    this.#ids.add(id);
    return id;
  }

  /** Sees to it that other tools find the final message in a step. */
  #end({ calls, finalMessage }: RecordedRun): string | undefined {
    if (finalMessage === this.#said) return undefined;
    let known = this.#said;
    for (const call of calls.slice(-lastCalls).reverse()) {
      known = joinedTexts(call.says, known);
      if (known === finalMessage) return finalMessage;
    }
    if (finalMessage === "") return finalMessage;
    this.#add("agent", finalMessage, { final: true });
    return undefined;
  }
}
