import { diagnose, isMulliganError } from "@mulligan/core";
import type { Diagnosis, Episode, Finding, Registry } from "@mulligan/core";
import { liveFiles } from "./live-files.js";
import type { LiveFile } from "./live-files.js";
import { SessionWatcher } from "./session-watcher.js";
import type { SeenRun } from "./session-watcher.js";

/** What is new of a run. */
export interface NewFindings {
  readonly file: string;
  /** From 1. */
  readonly run: number;
  readonly episode: Episode;
  /** Ranked. */
  readonly findings: readonly Finding[];
  readonly diagnosis: Diagnosis;
}

/** Why nothing can be said of a file. */
export interface Unwatched {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

export interface WatcherOptions {
  readonly cwd: string;
  readonly registry: Registry;
  /** Looks without a change after which a session in which the agent has handed over counts as ended. */
  readonly settled: number;
  /** What folders hold at the start is read too, not only what is added. */
  readonly all: boolean;
  /** Bytes of records that are kept over all files; the files that changed last keep theirs. */
  readonly memory?: number;
}

const memory = 256_000_000;

/** A session that has only begun, or a document that is being written. */
const notYet: ReadonlySet<string> = new Set(["empty-file", "no-steps", "cut-json"]);

/** Looks at files and folders again and again, and says what is new in the sessions that they hold. */
export class Watcher {
  readonly #given: readonly string[];
  readonly #options: WatcherOptions;
  /** By path; the one that changed last at the end. */
  readonly #sessions = new Map<string, SessionWatcher>();
  readonly #refused = new Set<string>();

  /** What folders hold now counts as old. */
  constructor(given: readonly string[], options: WatcherOptions) {
    this.#given = given;
    this.#options = options;
    for (const file of liveFiles(given, options.cwd)) this.#watch(file, !file.named && !options.all);
  }

  /** Files that are watched now. */
  get size(): number {
    return this.#sessions.size;
  }

  /** One look at everything. `cancelled` ends it between two files. */
  async *look(cancelled: () => boolean): AsyncGenerator<NewFindings | Unwatched> {
    const files = liveFiles(this.#given, this.#options.cwd);
    this.#dropGone(files);
    for (const file of files) {
      if (cancelled()) return;
      yield* this.#lookAt(file);
    }
  }

  async *#lookAt(file: LiveFile): AsyncGenerator<NewFindings | Unwatched> {
    const session = this.#sessions.get(file.path) ?? this.#watch(file, false);
    try {
      const runs = await session.look(file, this.#options.settled);
      if (runs.length === 0) return;
      this.#keep(file.path, session);
      for (const run of runs) yield* this.#news(file, run, session);
    } catch (error) {
      const refusal = this.#refusal(file, error);
      if (refusal !== null) yield refusal;
    }
  }

  #watch(file: LiveFile, wait: boolean): SessionWatcher {
    const session = new SessionWatcher(file, this.#options.registry.recognisers, wait);
    this.#sessions.set(file.path, session);
    return session;
  }

  *#news(file: LiveFile, { number, episode }: SeenRun, session: SessionWatcher): Generator<NewFindings> {
    const diagnosis = diagnose(episode, this.#options.registry);
    const findings = session.told.take(number, diagnosis.findings);
    if (findings.length > 0) yield { file: file.shown, run: number, episode, findings, diagnosis };
  }

  /** Said once of each file that the user named; in a folder there may be anything. */
  #refusal({ shown, named }: LiveFile, error: unknown): Unwatched | null {
    if (!isMulliganError(error)) throw error;
    const { code, message } = error;
    const key = `${code} ${shown}`;
    const quiet = notYet.has(code) || (!named && code !== "watched-too-large") || this.#refused.has(key);
    if (quiet) return null;
    this.#refused.add(key);
    return { file: shown, code, message };
  }

  #dropGone(files: readonly LiveFile[]): void {
    const paths = new Set(files.map(({ path }) => path));
    for (const path of this.#sessions.keys()) if (!paths.has(path)) this.#sessions.delete(path);
  }

  /** Lets go the records of the files that changed the longest ago where all together are too many. */
  #keep(path: string, session: SessionWatcher): void {
    this.#sessions.delete(path);
    this.#sessions.set(path, session);
    let kept = 0;
    for (const each of this.#sessions.values()) kept += each.kept;
    for (const each of this.#sessions.values()) {
      if (kept <= (this.#options.memory ?? memory)) return;
      if (each === session) continue;
      kept -= each.kept;
      each.forget();
    }
  }
}
