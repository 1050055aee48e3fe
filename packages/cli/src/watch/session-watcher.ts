import { isMulliganError } from "@mulligan/core";
import type { EndedBy, Episode } from "@mulligan/core";
import { createLineReader, readBytes } from "@mulligan/readers";
import type { ReadOptions, ReadRun } from "@mulligan/readers";
import { watchedTooLargeError } from "../errors.js";
import { eventLines } from "../input/event-lines.js";
import { fileError, readFile } from "../input/read-bytes.js";
import { LineFollower } from "./line-follower.js";
import type { LiveFile } from "./live-files.js";
import { ToldFindings } from "./told-findings.js";

/** Bytes. A longer session is not followed: its records would have to be kept. */
const longestSession = 128_000_000;

/** A run as it stands; its episode has ended where the agent has handed over and nothing came after. */
export interface SeenRun extends ReadRun {
  /** From 1. */
  readonly number: number;
}

/** With these the agent has handed over. Where the user interrupts, nobody has said that anything is done. */
const handedOver: ReadonlySet<EndedBy> = new Set<EndedBy>(["finished", "message", "limit", "context", "error"]);

/** One file that is watched: reads what is new in it, and knows what was said of it. */
export class SessionWatcher {
  readonly #options: ReadOptions;
  #stamp: string | null;
  #identity: string;
  #follower: LineFollower | undefined;
  #rows = 0;
  /** Looks since something changed. */
  #quiet = 0;
  /** Runs that have ended if nothing comes after. */
  #pending: readonly SeenRun[] = [];
  #told: ToldFindings = new ToldFindings();

  /** `wait` leaves what is there unread until something is added. */
  constructor({ stamp, identity }: LiveFile, options: ReadOptions, wait: boolean) {
    this.#options = options;
    this.#stamp = wait ? stamp : null;
    this.#identity = identity;
  }

  /** Bytes whose records are kept, so that only what is added has to be read. */
  get kept(): number {
    return this.#follower?.offset ?? 0;
  }

  /** What was said of the file as it stands; empty again where it was written anew. */
  get told(): ToldFindings {
    return this.#told;
  }

  /** Lets the records go; they are read again when the file grows. */
  forget(): void {
    this.#follower = undefined;
    this.#rows = 0;
    this.#pending = [];
  }

  /**
   * The runs as they stand, where the file changed; those that have ended, where the agent has handed over and nothing
   * changed for `settled` looks; else none. Throws what the readers throw, and `watched-too-large`.
   */
  async look(file: LiveFile, settled: number): Promise<readonly SeenRun[]> {
    if (file.stamp === this.#stamp) return this.#settle(settled);
    if (file.identity !== this.#identity) this.#startAnew(file);
    this.#stamp = file.stamp;
    this.#quiet = 0;
    this.#pending = [];
    if (file.size > longestSession) {
      this.forget();
      throw watchedTooLargeError(longestSession);
    }
    try {
      return await this.#read(file);
    } catch (error) {
      throw isMulliganError(error) ? error : fileError(error);
    }
  }

  #settle(settled: number): readonly SeenRun[] {
    this.#quiet += 1;
    if (this.#quiet < settled) return [];
    const runs = this.#pending;
    this.#pending = [];
    return runs;
  }

  async #read(file: LiveFile): Promise<readonly SeenRun[]> {
    if (file.events !== null) return this.#goingOn(await this.#readEvents(file.events));
    if (!/\.(?:jsonl|ndjson)$/.test(file.path)) return this.#goingOn(this.#readWhole(file.path));
    this.#follower ??= new LineFollower(file.path, this.#options);
    const rows = await this.#follower.readTo(file.size);
    if (rows === null) {
      this.#startAnew(file);
      return this.#read(file);
    }
    const before = this.#rows;
    this.#rows += rows.length;
    return this.#rows > 0 ? numbered(rows, before) : this.#goingOn(this.#follower.session());
  }

  /** The runs as of a session that goes on; they are kept for when it does not. */
  #goingOn(runs: readonly ReadRun[]): readonly SeenRun[] {
    const seen = numbered(runs, 0);
    this.#pending = seen.filter(({ episode }) => episode.ended && handedOver.has(episode.outcome.endedBy));
    return seen.map((run) => ({ ...run, episode: soFar(run.episode) }));
  }

  #readWhole(path: string): ReadRun[] {
    const { runs, episodes } = readBytes(readFile(path), this.#options);
    return runs.flatMap((run, index) => {
      const episode = episodes[index];
      return episode === undefined ? [] : [{ run, episode }];
    });
  }

  async #readEvents(events: readonly string[]): Promise<readonly ReadRun[]> {
    const reader = createLineReader(this.#options);
    const decoder = new TextDecoder();
    for await (const line of eventLines(events)) reader.push(decoder.decode(line).trimEnd());
    return reader.end().runs;
  }

  #startAnew({ identity }: LiveFile): void {
    this.forget();
    this.#identity = identity;
    this.#told = new ToldFindings();
  }
}

/** The episode up to its last answered call: one that waits for its answer, or for the user's leave, has done nothing yet. */
function soFar(episode: Episode): Episode {
  const answered = episode.steps.findLastIndex(({ status }) => status !== "missing") + 1;
  const steps = episode.steps.slice(0, answered);
  const events = episode.events.filter(({ afterStep }) => afterStep <= answered);
  return { ...episode, steps, events, ended: false };
}

function numbered(runs: readonly ReadRun[], before: number): SeenRun[] {
  return runs.map((run, index) => ({ ...run, number: before + index + 1 }));
}
