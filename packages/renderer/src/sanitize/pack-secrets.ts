import type { SecretPattern } from "@mulligan/core";
import { maskSecrets } from "./secrets.js";
import type { Mask } from "./masking.js";

const known = new WeakMap<readonly SecretPattern[], Mask>();

/**
 * A mask that takes out what the packs call secret too, after `mask`; `mask` itself, undefined included, where they name
 * nothing.
 */
export function withSecretsOf(secrets: readonly SecretPattern[], mask: Mask | undefined): Mask | undefined {
  if (secrets.length === 0) return mask;
  const own = maskOf(secrets);
  const first = mask ?? maskSecrets;
  return (text) => own(first(text));
}

/** `maskSecrets`, and what packs call secret besides: as a plan shows a text. */
export function maskSecretsOf(secrets: readonly SecretPattern[]): Mask {
  return withSecretsOf(secrets, undefined) ?? maskSecrets;
}

function maskOf(secrets: readonly SecretPattern[]): Mask {
  let mask = known.get(secrets);
  if (mask === undefined) known.set(secrets, (mask = newMask(secrets)));
  return mask;
}

function newMask(secrets: readonly SecretPattern[]): Mask {
  const rules = secrets.map(({ name, pattern }) => ({
    mask: `[masked ${name}]`,
    everywhere: new RegExp(pattern.source, `${pattern.flags}g`),
  }));
  return (text) => rules.reduce((masked, { mask, everywhere }) => masked.replace(everywhere, () => mask), text);
}
