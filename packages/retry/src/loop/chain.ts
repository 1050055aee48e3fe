import type { Arm } from "../arms/arm.js";
import type { AttemptKey, AttemptRecord } from "../attempt-record.js";
import { firstArm } from "../attempt-record.js";
import { noAddons } from "../attempt.js";
import type { Addons, EpisodeTask, PastAttempt } from "../attempt.js";
import type { CampaignStore, Claim } from "../store/campaign-store.js";
import type { Engine } from "./engine.js";
import { makeAttempt, pastOf } from "./make-attempt.js";
import { diagnosed, readRun } from "./read-attempt.js";

/** `busy`: someone else makes the next attempt. */
export type Advance =
  | { readonly kind: "made"; readonly record: AttemptRecord }
  | { readonly kind: "busy" }
  | { readonly kind: "ended" };

/** A recording takes a few megabytes. */
const rememberedFirsts = 8;

/**
 * The first attempt at an episode and those of one arm behind it, one after the other. What the store has already is
 * taken from there.
 */
export class Chain {
  readonly #engine: Engine;
  readonly #store: CampaignStore;
  readonly #episode: EpisodeTask;
  readonly #arm: Arm;
  readonly #keep: KeepClaim;
  readonly #past: PastAttempt[] = [];
  readonly #records: AttemptRecord[] = [];
  #ended = false;

  constructor(engine: Engine, store: CampaignStore, episode: EpisodeTask, arm: Arm, keep: KeepClaim) {
    this.#engine = engine;
    this.#store = store;
    this.#episode = episode;
    this.#arm = arm;
    this.#keep = keep;
  }

  /** The attempts so far, as the arms see them. */
  get past(): readonly PastAttempt[] {
    return this.#past;
  }

  /** The attempts so far, as they are recorded. */
  get records(): readonly AttemptRecord[] {
    return this.#records;
  }

  /** Makes the next attempt, if there is one to be made here. */
  async advance(): Promise<Advance> {
    for (;;) {
      if (this.#ended) return { kind: "ended" };
      const attempt = this.#past.length + 1;
      const key = keyOf(this.#engine, this.#episode, attempt === 1 ? firstArm : this.#arm.name, attempt);
      const addons = attempt === 1 ? noAddons : this.#arm.prepare(this.#past);
      const known = await this.#store.result(key);
      if (known !== null) {
        const first = attempt === 1 ? this.#engine.firsts.get(unitOf(this.#episode)) : undefined;
        this.#take(first ?? (await this.#restored(known, addons)), known);
        continue;
      }
      const claim = await this.#store.claim(key);
      if (claim === null) {
        // Recorded since it was asked for, or claimed by someone else.
        if ((await this.#store.result(key)) !== null) continue;
        return { kind: "busy" };
      }
      const record = await this.#make(claim, addons);
      if (record !== null) return { kind: "made", record };
    }
  }

  /** Null where another worker's result stands; it is read in the next round. */
  async #make(claim: Claim, addons: Addons): Promise<AttemptRecord | null> {
    try {
      const made = await this.#keep(claim, () =>
        makeAttempt(this.#engine, this.#episode, claim, addons, this.#past.at(-1)),
      );
      const stopped = this.#reasonToStop([...this.#past, made.past]);
      const ending = stopped === null ? {} : { stopped };
      const record = { ...made.record, ...ending };
      if ((await this.#store.record(claim, record, made.run)) !== "recorded") return null;
      this.#take({ ...made.past, record: { ...made.past.record, ...ending } }, record);
      return record;
    } catch (error) {
      // A claim that cannot be given back ends by itself.
      await this.#store.release(claim).catch(() => undefined);
      throw error;
    }
  }

  async #restored(record: AttemptRecord, addons: Addons): Promise<PastAttempt> {
    const run = record.run === undefined ? null : await this.#store.run(record.run);
    const { episode } = run === null ? { episode: null } : readRun(run, this.#engine.registry, this.#episode.task);
    const read =
      episode === null ? null : diagnosed(episode, record.verdict, this.#engine.registry, this.#engine.passThreshold);
    return pastOf(this.#engine, record, addons, read);
  }

  #take(past: PastAttempt, record: AttemptRecord): void {
    this.#records.push(record);
    this.#past.push(past);
    if (this.#past.length === 1) this.#remember(past);
    this.#ended = this.#past.length >= this.#engine.maxAttempts || this.#reasonToStop(this.#past) !== null;
  }

  #remember(first: PastAttempt): void {
    const { firsts } = this.#engine;
    firsts.set(unitOf(this.#episode), first);
    const [oldest] = firsts.keys();
    if (firsts.size > rememberedFirsts && oldest !== undefined) firsts.delete(oldest);
  }

  #reasonToStop(past: readonly PastAttempt[]): string | null {
    const result = past.at(-1)?.record.result;
    if (result === "infrastructure") return "the infrastructure failed";
    if (past.length === 1 && result === "solved" && this.#engine.retrySolved === true) return null;
    for (const condition of this.#engine.stopWhen) {
      const reason = condition(past);
      if (reason !== null) return reason;
    }
    return null;
  }
}

/** Holds a claim while the work goes on. */
export type KeepClaim = <Result>(claim: Claim, work: () => Promise<Result>) => Promise<Result>;

export function keyOf({ campaign }: Engine, episode: EpisodeTask, arm: string, attempt: number): AttemptKey {
  return { campaign, episode: unitOf(episode), arm, attempt };
}

/** The episode's id; with the seed behind it where it is not 1. */
export function unitOf({ id, seed = 1 }: EpisodeTask): string {
  return seed === 1 ? id : `${id}#${seed}`;
}
