import type { Addons, PastAttempt } from "../attempt.js";

/** A way to make the next attempt. */
export interface Arm {
  /** Results are kept under it. */
  readonly name: string;
  /**
   * What the next attempt is told. `past` has the first attempt and those of this arm, the oldest first, at least one.
   * The same past gives the same addons: after an interruption they are made again.
   */
  prepare(past: readonly PastAttempt[]): Addons;
}
