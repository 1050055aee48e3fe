import { createRegistry, diagnose } from "@mulligan/core";
import { interpret } from "@mulligan/readers";
import type { RecordedRun } from "@mulligan/readers";
import { builtInPacks } from "../src/index.js";

const registry = createRegistry({ packs: builtInPacks });
const cuts = 6;

export interface WatchedRun {
  /** What is found at several points while the run goes on. */
  readonly early: readonly (readonly string[])[];
  readonly atEnd: readonly string[];
  /** Of the early ones, those that only the end shows. */
  readonly tooEarly: readonly string[];
}

/** What a watcher would have said of the run. */
export function watched(run: RecordedRun): WatchedRun {
  const types = (part: RecordedRun) => diagnose(interpret(part), registry).findings.map(({ type }) => type);
  const early = Array.from({ length: cuts }, (_, cut) =>
    types(upTo(run, Math.floor((run.calls.length * (cut + 1)) / (cuts + 1)))),
  );
  const tooEarly = early.flat().filter((type) => registry.get(type)?.strategy.meta.onlyAtEnd === true);
  return { early, atEnd: types(run), tooEarly };
}

/** The run as it stood after so many calls. */
function upTo(run: RecordedRun, calls: number): RecordedRun {
  const { finalMessage: _message, submission: _patch, ...rest } = run;
  return {
    ...rest,
    calls: run.calls.slice(0, calls),
    events: run.events.filter(({ afterStep }) => afterStep < calls),
    finalMessage: "",
    ended: false,
  };
}
