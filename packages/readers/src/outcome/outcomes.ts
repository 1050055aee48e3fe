import type { OutcomeStatus } from "@mulligan/core";
import { badOutcomesError, emptyFileError, notJsonError } from "../errors.js";
import { isRecord, jsonText, numberIn, parseJson, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import { eachLine, isBlank, parseLine, withoutMark } from "../text.js";
import { namesOf, pathSegments, sharedEnd, verdictOfFlag } from "./verdict.js";
import type { RunQuery, Verdict } from "./verdict.js";

/** Outcomes of many runs, from a file that the caller wrote. */
export interface Outcomes {
  readonly byEpisode: ReadonlyMap<string, Verdict>;
  readonly byInstance: ReadonlyMap<string, Verdict>;
  readonly files: readonly { readonly segments: readonly string[]; readonly verdict: Verdict }[];
}

/**
 * Reads an outcomes file: JSON (a list of entries, or an object of names) or JSON Lines. An entry names a run by
 * `file`, `episode_id` or `instance_id` and gives `outcome`, `score` or `resolved`; in an object the name is any of the
 * three and the value an entry, an outcome, a score or a flag.
 * Throws `empty-file`, `not-json` or `bad-outcomes`.
 */
export function readOutcomes(text: string): Outcomes {
  const content = withoutMark(text);
  if (isBlank(content)) throw emptyFileError();
  const builder = new Builder();
  const value = parseJson(content);
  if (Array.isArray(value)) for (const [index, entry] of value.entries()) builder.add(entry, `[${index}]`);
  else if (isRecord(value)) {
    if (isEntry(value)) builder.add(value, "the entry");
    else for (const [name, entry] of Object.entries(value)) builder.addNamed(name, entry);
  } else addLines(builder, content);
  return builder;
}

function addLines(builder: Builder, content: string): void {
  let number = 0;
  eachLine(content, (line) => {
    number += 1;
    if (isBlank(line)) return;
    const entry = parseLine(line);
    if (entry === undefined && number === 1) throw notJsonError(content);
    builder.add(entry, `line ${number}`);
  });
}

/**
 * What the outcomes say of a run; null when they do not speak of it. Files match by the end of their path, whole
 * segments only, the longest match first; two entries that match equally well and disagree say nothing.
 */
export function outcomeFor(outcomes: Outcomes, query: RunQuery): Verdict | null {
  const byEpisode = query.episodeId === undefined ? undefined : outcomes.byEpisode.get(query.episodeId);
  if (byEpisode !== undefined) return byEpisode;
  const byFile = query.file === undefined ? null : fileVerdict(outcomes, query.file);
  if (byFile !== null) return byFile;
  for (const name of namesOf(query)) {
    const verdict = outcomes.byInstance.get(name);
    if (verdict !== undefined) return verdict;
  }
  return null;
}

function fileVerdict(outcomes: Outcomes, file: string): Verdict | null {
  const segments = pathSegments(file);
  let longest = 0;
  let found: Verdict | null = null;
  for (const { segments: other, verdict } of outcomes.files) {
    const length = sharedEnd(segments, other);
    if (length === 0 || length < longest) continue;
    if (length > longest) found = verdict;
    else if (found !== null && (found.status !== verdict.status || found.score !== verdict.score)) found = null;
    longest = length;
  }
  return found;
}

const statuses: ReadonlySet<unknown> = new Set<OutcomeStatus>(["passed", "failed", "unknown"]);

function isEntry(value: JsonRecord): boolean {
  return (
    ["file", "episode_id", "instance_id"].some((key) => typeof value[key] === "string") &&
    verdictKeys.some((key) => key in value)
  );
}

const verdictKeys = ["outcome", "score", "resolved"] as const;

class Builder implements Outcomes {
  readonly byEpisode = new Map<string, Verdict>();
  readonly byInstance = new Map<string, Verdict>();
  readonly files: { segments: readonly string[]; verdict: Verdict }[] = [];

  add(entry: unknown, place: string): void {
    if (!isRecord(entry))
      throw badOutcomesError(place, `${jsonText(entry).slice(0, 60) || "no JSON"} is not an object`);
    const file = textIn(entry["file"]);
    const episode = textIn(entry["episode_id"]);
    const instance = textIn(entry["instance_id"]);
    if (file === undefined && episode === undefined && instance === undefined)
      throw badOutcomesError(place, "it names no run");
    const verdict = entryVerdict(entry, place);
    if (verdict === null) return;
    if (episode !== undefined) this.byEpisode.set(episode, verdict);
    if (instance !== undefined) this.byInstance.set(instance, verdict);
    if (file !== undefined) this.files.push({ segments: pathSegments(file), verdict });
  }

  addNamed(name: string, value: unknown): void {
    const entry = isRecord(value)
      ? value
      : typeof value === "string"
        ? { outcome: value }
        : typeof value === "number"
          ? { score: value }
          : { resolved: value };
    const verdict = entryVerdict(entry, JSON.stringify(name));
    if (verdict === null) return;
    this.byEpisode.set(name, verdict);
    this.byInstance.set(name, verdict);
    this.files.push({ segments: pathSegments(name), verdict });
  }
}

/** Null where the entry says nothing, so that a weaker source may speak. */
function entryVerdict(entry: JsonRecord, place: string): Verdict | null {
  const { outcome, score, resolved } = entry;
  if (outcome !== undefined && outcome !== null && !statuses.has(outcome))
    throw badOutcomesError(place, `outcome ${jsonText(outcome)} is not known`);
  if (score !== undefined && score !== null && numberIn(score) === undefined)
    throw badOutcomesError(place, `score ${jsonText(score)} is not a number`);
  const number = numberIn(score) ?? null;
  if (typeof outcome === "string") return { status: outcome as OutcomeStatus, score: number };
  if (number !== null) return { score: number };
  if (resolved === undefined || resolved === null) return null;
  if (typeof resolved !== "boolean")
    throw badOutcomesError(place, `resolved ${jsonText(resolved)} is neither true nor false`);
  return verdictOfFlag(resolved);
}
