import type { RecordedRun } from "@mulligan/readers/record";
import { toAtif } from "@mulligan/readers/write";
import type { ReplayedTurn } from "./turn.js";

/**
 * The turns of a recorded run: up to each prompt that came after the agent had handed over, and to the end. What came out of
 * the run is left away, for while an agent works nobody knows it.
 */
export function* recordedTurns(run: RecordedRun): Generator<ReplayedTurn> {
  const { verdict: _, relevantFiles: __, submission: ___, annotations: ____, ...known } = run;
  const stops: { calls: number; events: number; said: string; prompt: string }[] = [];
  let prompt = run.task;
  let handedOver: { readonly afterStep: number; readonly text: string } | null = null;
  for (const [index, event] of run.events.entries()) {
    if (event.kind === "message") handedOver = event;
    if (event.kind !== "user" || event.afterStep === 0 || handedOver?.afterStep !== event.afterStep) continue;
    stops.push({ calls: event.afterStep, events: index, said: handedOver.text, prompt });
    prompt = event.text;
  }
  stops.push({ calls: run.calls.length, events: run.events.length, said: run.finalMessage, prompt });
  for (const [index, { calls, events, said, prompt: asked }] of stops.entries()) {
    const cut = { ...known, calls: run.calls.slice(0, calls), events: run.events.slice(0, events), finalMessage: said };
    yield { number: index + 1, prompt: asked, said, ended: true, content: { whole: JSON.stringify(toAtif(cut)) } };
  }
}
