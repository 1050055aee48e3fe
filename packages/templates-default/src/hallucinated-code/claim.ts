export type HallucinatedCodeData = {
  /**
   * - `name`: an error names something that the edit brought in
   * - `syntax`: the edited file no longer parses
   * - `worse`: the same execution fails more than before the edit
   */
  readonly kind: "name" | "syntax" | "worse";
  readonly symbol: string | null;
  /** `NameError: name 'x' is not defined`. */
  readonly error: string | null;
  /** The edited file. */
  readonly path: string;
  readonly editStep: number;
  readonly failStep: number;
  readonly command: string;
  /** Failures of the last comparable run before the edit, and of the one after; null where only an error tells. */
  readonly failedBefore: number | null;
  readonly failedAfter: number | null;
  /** Tests that fail since the edit, where the runner names them. */
  readonly newFailures: readonly string[];
  /** The first later run that no longer showed it; null where none did. */
  readonly recoveredAt: number | null;
};

/** A claim, with the last step that still showed it. */
export interface Claim {
  readonly data: Omit<HallucinatedCodeData, "recoveredAt">;
  lastShown: number;
}
