const marker: symbol = Symbol.for("mulligan.error");

/**
 * Every error that a Mulligan package throws on purpose. `code` is stable; the message says what is wrong, where, and
 * what to do. Recognise it with `isMulliganError`, which works across two installed copies of this package.
 */
export class MulliganError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "MulliganError";
    this.code = code;
    Object.defineProperty(this, marker, { value: true });
  }
}

export function isMulliganError(value: unknown): value is MulliganError {
  return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[marker] === true;
}
