import { maskSecrets } from "./secrets.js";

/** Gives a text back without its secrets; has to be pure, and to change nothing more when it is applied twice. */
export type Mask = (text: string) => string;

let inForce: Mask = maskSecrets;

/** The mask of the composition that is going on; `maskSecrets` otherwise. */
export function mask(text: string): string {
  return inForce(text);
}

export function isDefaultMask(): boolean {
  return inForce === maskSecrets;
}

/**
 * Does `action` with another mask. Everything in this package is synchronous, so the scope ends with the call; handing
 * the function through every template helper would come to the same.
 */
export function maskingWith<Result>(other: Mask | undefined, action: () => Result): Result {
  if (other === undefined) return action();
  const before = inForce;
  inForce = other;
  try {
    return action();
  } finally {
    inForce = before;
  }
}
