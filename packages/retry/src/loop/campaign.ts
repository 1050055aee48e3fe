import type { AttemptRecord } from "../attempt-record.js";
import type { EpisodeTask } from "../attempt.js";
import { campaignChangedError, duplicateEpisodeError, interruptedError } from "../errors.js";
import type { CampaignStore, Claim } from "../store/campaign-store.js";
import { Chain, unitOf } from "./chain.js";
import { engineOf } from "./engine.js";
import type { Engine, LoopOptions } from "./engine.js";

export interface CampaignOptions extends LoopOptions {
  readonly store: CampaignStore;
  /** Under which name the store keeps the results; the same name goes on where it stopped. */
  readonly campaign: string;
  readonly episodes: readonly EpisodeTask[];
  /** Attempts at a time; default 1. */
  readonly concurrency?: number | undefined;
  /** No attempt is begun any more once all of them have cost as many US dollars. */
  readonly maxCost?: number | undefined;
  /** The campaign ends once as many attempts in a row failed for the infrastructure; default: never. */
  readonly maxInfrastructure?: number | undefined;
  readonly timers: Timers;
  /** How often a claim is renewed while its attempt is made, in milliseconds; default 10,000. */
  readonly renewEvery?: number | undefined;
  /** How long to wait where all that is left is being made by others, in milliseconds; default 500. */
  readonly pollEvery?: number | undefined;
  readonly onAttempt?: ((record: AttemptRecord) => void) | undefined;
}

/** A library has no timers of its own. */
export interface Timers {
  /** Waits, or until the signal comes. */
  wait(milliseconds: number): Promise<void>;
  /** Calls again and again, until what it gives back is called. */
  repeat(milliseconds: number, action: () => void): () => void;
}

export interface CampaignEnd {
  /**
   * - `cost`: what is left would have gone beyond `maxCost`
   * - `infrastructure`: it failed `maxInfrastructure` times in a row
   */
  readonly ended: "complete" | "cost" | "infrastructure";
  /** Attempts that were made here. */
  readonly made: number;
}

/**
 * Runs all episodes in all arms. Several processes may run the same campaign on one store: each attempt is made by one
 * of them, and results are recorded once.
 *
 * @throws MulliganError `no-arms`, `duplicate-arm`, `reserved-arm`, `invalid-attempts`, `duplicate-episode`,
 * `campaign-changed`, `interrupted`.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignEnd> {
  const { store, campaign, episodes, concurrency = 1 } = options;
  const engine = engineOf(campaign, options);
  checkEpisodes(episodes);
  await checkSettings(store, engine);
  const keep = keeper(options);
  const open = episodes.flatMap((episode) =>
    engine.arms.map((arm) => ({ chain: new Chain(engine, store, episode, arm, keep), taken: false })),
  );
  const spending = new Spending(options.maxCost);
  if (options.maxCost !== undefined) for (const record of await store.results(campaign)) spending.add(record);
  let made = 0;
  let failed = false;
  let spoiled = 0;
  const isBlocked = () => spoiled >= (options.maxInfrastructure ?? Number.POSITIVE_INFINITY);

  const worker = async () => {
    let busy = 0;
    for (;;) {
      if (engine.signal?.aborted === true) throw interruptedError();
      if (failed || spending.isReached || isBlocked()) return;
      const entry = open.find(({ taken }) => !taken);
      if (entry === undefined) {
        // The rest is in the hands of the other workers of this process.
        if (open.length === 0) return;
        await options.timers.wait(options.pollEvery ?? 500);
        continue;
      }
      entry.taken = true;
      const next = await entry.chain.advance();
      entry.taken = false;
      if (next.kind === "ended") {
        open.splice(open.indexOf(entry), 1);
      } else if (next.kind === "made") {
        busy = 0;
        made += 1;
        spoiled = next.record.result === "infrastructure" ? spoiled + 1 : 0;
        spending.add(next.record);
        options.onAttempt?.(next.record);
      } else {
        open.push(...open.splice(open.indexOf(entry), 1));
        busy += 1;
        if (busy >= open.length) {
          busy = 0;
          await options.timers.wait(options.pollEvery ?? 500);
        }
      }
    }
  };
  const guarded = () =>
    worker().catch((error: unknown) => {
      failed = true;
      throw error;
    });
  const settled = await Promise.allSettled(Array.from({ length: Math.max(1, concurrency) }, guarded));
  for (const end of settled) if (end.status === "rejected") throw end.reason;
  return { ended: open.length === 0 ? "complete" : isBlocked() ? "infrastructure" : "cost", made };
}

class Spending {
  readonly #limit: number | undefined;
  #sum = 0;

  constructor(limit: number | undefined) {
    this.#limit = limit;
  }

  get isReached(): boolean {
    return this.#limit !== undefined && this.#sum >= this.#limit;
  }

  add({ usage }: AttemptRecord): void {
    this.#sum += usage.cost ?? 0;
  }
}

function checkEpisodes(episodes: readonly EpisodeTask[]): void {
  const known = new Set<string>();
  for (const episode of episodes) {
    const unit = unitOf(episode);
    if (known.has(unit)) throw duplicateEpisodeError(unit);
    known.add(unit);
  }
}

/** Another number of attempts or another evaluation would make results that cannot be held against the first ones. */
async function checkSettings(store: CampaignStore, engine: Engine): Promise<void> {
  const settings = {
    "a limit of attempts of": String(engine.maxAttempts),
    "a threshold of": String(engine.passThreshold ?? "the format's own"),
    "the evaluation": engine.hideEvaluation === true ? "hidden from the agent" : "told to the agent",
  };
  const before = JSON.parse(await store.begin(engine.campaign, JSON.stringify(settings))) as Record<string, string>;
  for (const [member, now] of Object.entries(settings)) {
    const then = before[member] ?? now;
    if (then !== now) throw campaignChangedError(engine.campaign, member, then, now);
  }
}

/** Renews the claim as long as the work goes on. */
function keeper({ store, timers, renewEvery = 10_000 }: CampaignOptions) {
  return async <Result>(claim: Claim, work: () => Promise<Result>): Promise<Result> => {
    // A renewal that fails shows when the result is recorded.
    const stop = timers.repeat(renewEvery, () => void store.renew(claim).catch(() => false));
    try {
      return await work();
    } finally {
      stop();
    }
  };
}
