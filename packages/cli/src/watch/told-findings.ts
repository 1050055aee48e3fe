import type { Finding } from "@mulligan/core";

/**
 * What was said of a run already. A finding grows while the session goes on (a loop gets longer, one more edit is not
 * tested), so it is known by its type and by the step with which it begins.
 */
export class ToldFindings {
  readonly #told = new Map<string, number>();

  /** Those that were not told yet, which are told with that. */
  take(run: number, findings: readonly Finding[]): Finding[] {
    const seen = new Map<string, number>();
    return findings.filter(({ id, steps }) => {
      const key = `${run} ${id} ${steps[0] ?? 0}`;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      if (count <= (this.#told.get(key) ?? 0)) return false;
      this.#told.set(key, count);
      return true;
    });
  }
}
