import { diagnose } from "@mulligan/core";
import type { Episode, Finding, JsonObject, Registry, Severity } from "@mulligan/core";
import { isDeepStrictEqual } from "node:util";
import { missedError, otherFindingError, raisedError, weakTestError } from "../errors.js";

/** A run that has the failure, with what the finding has to say. */
export interface DetectCase {
  readonly episode: Episode;
  readonly steps?: readonly number[];
  readonly severity?: Severity;
  readonly evidence?: string | RegExp;
  /** Members that the finding's data has to have; it may have others. */
  readonly data?: JsonObject;
}

export interface StrategyCases {
  /** Runs that have the failure, by a name that ends the sentence "detects …". */
  readonly detects: Readonly<Record<string, Episode | DetectCase>>;
  /** Runs that look like it and are none, by a name that ends the sentence "ignores …". */
  readonly ignores: Readonly<Record<string, Episode>>;
  /** Options of the strategy, for all cases. */
  readonly options?: unknown;
  /** Folder of the golden files, from the test file; default `golden`. */
  readonly golden?: string;
}

const caseMembers = ["detects", "ignores", "options", "golden"];
const detectMembers = ["episode", "steps", "severity", "evidence", "data"];

/**
 * Refuses tests that could not fail or that say the same twice.
 *
 * @throws MulliganError `weak-test`, with all problems.
 */
export function checkCases(known: readonly string[], type: string, cases: StrategyCases): void {
  const problems: string[] = [];
  if (!known.includes(type)) problems.push(`the pack has no ${type}; it has ${known.join(", ") || "no strategies"}`);
  for (const name of Object.keys(cases)) {
    if (!caseMembers.includes(name)) problems.push(`unknown member "${name}"; known: ${caseMembers.join(", ")}`);
  }
  const detects = Object.entries(cases.detects ?? {});
  const ignores = Object.entries(cases.ignores ?? {});
  if (detects.length === 0) problems.push("detects is empty; give a run that has the failure");
  if (ignores.length === 0) problems.push("ignores is empty; give a run that looks like the failure and is none");
  const seen = new Map<string, string>();
  const files = new Map<string, string>();
  for (const [name, given] of detects) {
    for (const member of isEpisode(given) ? [] : Object.keys(given)) {
      if (!detectMembers.includes(member)) {
        problems.push(`detects "${name}": unknown member "${member}"; known: ${detectMembers.join(", ")}`);
      }
    }
    const file = goldenFile(name);
    if (files.has(file)) {
      problems.push(`detects "${name}" and "${files.get(file)}" have the same golden file ${file}; rename one`);
    }
    files.set(file, name);
  }
  for (const [side, name, episode] of [
    ...detects.map(([key, given]) => ["detects", key, episodeOf(given)] as const),
    ...ignores.map(([key, given]) => ["ignores", key, given] as const),
  ]) {
    const label = `${side} "${name}"`;
    if (!isEpisode(episode)) {
      problems.push(`${label} is no episode; end it with finish() or end()`);
      continue;
    }
    const text = JSON.stringify(episode);
    const twin = seen.get(text);
    if (twin === undefined) seen.set(text, label);
    else problems.push(`${label} is the same episode as ${twin}`);
  }
  if (problems.length > 0) throw weakTestError(type, problems);
}

/** The first finding that says what the case asks for. */
export function findingOf(registry: Registry, type: string, name: string, given: Episode | DetectCase): Finding {
  const episode = episodeOf(given);
  const { findings, diagnostics } = diagnose(episode, registry);
  const own = findings.filter((finding) => finding.type === type);
  const notes = diagnostics.filter(({ id }) => id.endsWith(`/${type}`)).map(({ message }) => message);
  if (own.length === 0) throw missedError(type, name, notes);
  const expected: Partial<DetectCase> = isEpisode(given) ? {} : given;
  const match = own.find((finding) => mismatch(finding, expected) === null);
  if (match === undefined) {
    throw otherFindingError(
      type,
      name,
      own.map((finding) => mismatch(finding, expected) ?? ""),
    );
  }
  return match;
}

/** @throws MulliganError `raised` when the strategy finds something. */
export function checkIgnored(registry: Registry, type: string, name: string, episode: Episode): void {
  const { findings, diagnostics } = diagnose(episode, registry);
  const own = findings.filter((finding) => finding.type === type);
  const notes = diagnostics.filter(({ id }) => id.endsWith(`/${type}`)).map(({ message }) => message);
  if (own.length + notes.length > 0) {
    throw raisedError(type, name, [
      ...own.map(({ steps, evidence }) => `steps ${steps.join(", ")}: ${evidence}`),
      ...notes,
    ]);
  }
}

/** What the finding says otherwise; null where it says what is expected. */
function mismatch(finding: Finding, { steps, severity, evidence, data }: Partial<DetectCase>): string | null {
  if (steps !== undefined && !isDeepStrictEqual([...finding.steps], [...steps])) {
    return `steps are ${finding.steps.join(", ") || "none"}, expected ${steps.join(", ")}`;
  }
  if (severity !== undefined && finding.severity !== severity) {
    return `severity is ${finding.severity}, expected ${severity}`;
  }
  if (
    evidence !== undefined &&
    !(typeof evidence === "string" ? finding.evidence === evidence : evidence.test(finding.evidence))
  ) {
    return `evidence is "${finding.evidence}", expected ${typeof evidence === "string" ? `"${evidence}"` : String(evidence)}`;
  }
  for (const [name, value] of Object.entries(data ?? {})) {
    if (!isDeepStrictEqual(finding.data[name], value)) {
      return `data.${name} is ${JSON.stringify(finding.data[name]) ?? "absent"}, expected ${JSON.stringify(value)}`;
    }
  }
  return null;
}

export function episodeOf(given: Episode | DetectCase): Episode {
  return isEpisode(given) ? given : given.episode;
}

function isEpisode(given: unknown): given is Episode {
  return typeof given === "object" && given !== null && "steps" in given && "outcome" in given;
}

/** `a new column, twice` → `a-new-column-twice.md`. */
export function goldenFile(name: string): string {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `${words.replaceAll(/^-|-$/g, "") || "case"}.md`;
}
