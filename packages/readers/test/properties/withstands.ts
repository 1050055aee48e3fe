import { createRegistry, diagnose, facts, isMulliganError } from "@mulligan/core";
import type { Episode, Registry } from "@mulligan/core";
import { interpret } from "../../src/actions/interpret.js";
import { readText } from "../../src/read.js";
import type { ReadOptions, ReadResult } from "../../src/read.js";
import { templatesDefault } from "../../../templates-default/src/index.js";
import { templatesIntegrity } from "../../../templates-integrity/src/index.js";
import { templatesProcess } from "../../../templates-process/src/index.js";
import { templatesTooling } from "../../../templates-tooling/src/index.js";
import { templatesVerification } from "../../../templates-verification/src/index.js";

const registry: Registry = createRegistry({
  packs: [templatesDefault, templatesProcess, templatesTooling, templatesVerification, templatesIntegrity],
});

/** What a file of a recording may be refused for. `unreadable-run` is none: it stands for a reader that fell over. */
const refusals: ReadonlySet<string> = new Set([
  "empty-file",
  "not-json",
  "cut-json",
  "unknown-format",
  "sidecar-file",
  "no-steps",
  "binary-file",
  "broken-archive",
  "unreadable-entry",
  "too-large",
]);

/** Reads, and lets nothing pass but a result or a documented refusal, of which it gives the code. */
export function readOrRefusal(read: () => ReadResult): ReadResult | string {
  try {
    return read();
  } catch (error) {
    if (isMulliganError(error) && refusals.has(error.code)) return error.code;
    throw error;
  }
}

/** Everything that is done with a recording holds: reading, facts, the detectors of all packs. */
export function withstands(text: string, options: ReadOptions = {}): ReadResult | string {
  const result = readOrRefusal(() => readText(text, options));
  if (typeof result !== "string") for (const episode of result.episodes) diagnosable(episode);
  return result;
}

/** Steps are numbered, facts can be counted, no detector fails or claims something impossible. */
export function diagnosable(episode: Episode): void {
  for (const [index, step] of episode.steps.entries())
    if (step.number !== index + 1) throw new Error(`step ${index + 1} is numbered ${step.number}`);
  const { diagnostics } = diagnose(episode, registry, { facts: facts(episode) });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
}

/** The episode of calls that no reader made. */
export function interpreted(...given: Parameters<typeof interpret>): Episode {
  const episode = interpret(...given);
  diagnosable(episode);
  return episode;
}
