import type { AttemptRecord } from "@mulligan/retry";
import type { Io } from "../io.js";

/**
 * One line an attempt on standard error: what it was, how it went, how far the campaign is. What was wrong besides is said
 * the first time.
 */
export class Progress {
  readonly #io: Pick<Io, "error">;
  readonly #quiet: boolean;
  readonly #most: number;
  readonly #begun = performance.now();
  #done = 0;
  #made = 0;
  #solved = 0;
  #cost = 0;
  readonly #said = new Set<string>();

  /** `most`: as many attempts as there can be; fewer are made where tasks are solved. */
  constructor(io: Pick<Io, "error">, quiet: boolean, most: number) {
    this.#io = io;
    this.#quiet = quiet;
    this.#most = most;
  }

  /** An attempt of an earlier run of the campaign. */
  known({ result, usage }: AttemptRecord): void {
    this.#done += 1;
    if (result === "solved") this.#solved += 1;
    this.#cost += usage.cost ?? 0;
  }

  made(record: AttemptRecord): void {
    this.known(record);
    this.#made += 1;
    if (this.#quiet) return;
    const { episode, arm, attempt, result, failureType, reason, problems } = record;
    const why =
      result === "infrastructure"
        ? ` (${reason})`
        : result === "failed" && failureType !== null
          ? ` (${failureType})`
          : "";
    const cost = this.#cost > 0 ? `, ${this.#cost.toFixed(2)} dollars` : "";
    this.#io.error(
      `${episode} ${arm} ${attempt}: ${result}${why}  [${this.#done} of at most ${this.#most}, ${this.#solved} solved${cost}, ${this.#timeLeft()}]\n`,
    );
    for (const problem of problems) {
      if (this.#said.has(problem)) continue;
      this.#said.add(problem);
      this.#io.error(`  note: ${problem}\n`);
    }
  }

  #timeLeft(): string {
    const seconds = ((performance.now() - this.#begun) / 1_000 / this.#made) * Math.max(0, this.#most - this.#done);
    return seconds < 90 ? `at most ${Math.ceil(seconds)} s left` : `at most ${Math.ceil(seconds / 60)} min left`;
  }
}
