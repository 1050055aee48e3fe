import type { AttemptKey, AttemptRecord } from "../attempt-record.js";

/** The right to make an attempt, for a time. */
export interface Claim {
  readonly key: AttemptKey;
  /** Rises with each claim of the same attempt; a result of an older claim is refused. */
  readonly epoch: number;
}

/**
 * - `recorded`: it is the attempt's result now
 * - `already-recorded`: the attempt has a result; this one is dropped
 * - `claim-lost`: someone else claimed the attempt meanwhile; this result is dropped
 */
export type Recorded = "recorded" | "already-recorded" | "claim-lost";

/**
 * Where a campaign keeps its results. Several workers may share one store; it sees to it that each attempt has exactly one
 * result: the first that is recorded under the claim in force.
 */
export interface CampaignStore {
  /**
   * Keeps what the campaign was begun with, and gives what it was begun with the first time; the caller holds them against
   * one another.
   */
  begin(campaign: string, settings: string): Promise<string>;
  /** Null where the attempt has a result, or is claimed by someone. */
  claim(key: AttemptKey): Promise<Claim | null>;
  /** Keeps the claim for longer; false where it is lost. */
  renew(claim: Claim): Promise<boolean>;
  /** Gives the claim back, so that nobody has to wait for its end. */
  release(claim: Claim): Promise<void>;
  /** `run` is the recorded run; the store sets the record's `run` to the name under which it keeps it. */
  record(claim: Claim, record: AttemptRecord, run: Uint8Array | string | null): Promise<Recorded>;
  result(key: AttemptKey): Promise<AttemptRecord | null>;
  /** By episode, arm and attempt. */
  results(campaign: string): Promise<readonly AttemptRecord[]>;
  /** A recorded run by its name; null where there is none. */
  run(name: string): Promise<Uint8Array | string | null>;
}
