import type { Episode, Step } from "@mulligan/core";

/** One small change of a run, as data. Steps count from 1. */
export type Change =
  | { readonly change: "drop" | "repeat" | "swap" | "last"; readonly step: number }
  | { readonly change: "set"; readonly at: readonly (string | number)[]; readonly value: unknown }
  | { readonly change: "unset"; readonly at: readonly (string | number)[] };

/** The run with the changes made, one after another. */
export function changed(run: Episode, changes: readonly Change[]): Episode {
  return changes.reduce(changedOnce, run);
}

function changedOnce(run: Episode, change: Change): Episode {
  if (change.change === "set") return withValue(run, change.at, change.value) as Episode;
  if (change.change === "unset") return withValue(run, change.at, undefined) as Episode;
  const index = change.step - 1;
  const before = run.steps.slice(0, index);
  const after = run.steps.slice(index + 1);
  const own = run.steps.slice(index, index + 1);
  const orders: Readonly<Record<typeof change.change, readonly Step[]>> = {
    drop: [...before, ...after],
    repeat: [...before, ...own, ...own, ...after],
    swap: [...before, ...after.slice(0, 1), ...own, ...after.slice(1)],
    last: [...before, ...after, ...own],
  };
  const steps = orders[change.change].map((step, place) => ({ ...step, number: place + 1 }));
  const events = run.events.map((event) => ({ ...event, afterStep: Math.min(event.afterStep, steps.length) }));
  return { ...run, steps, events };
}

function withValue(whole: unknown, [name, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((entry: unknown, index) => (index === name ? withValue(entry, rest, value) : entry));
  }
  const { [name]: own, ...others } = (whole ?? {}) as Record<string | number, unknown>;
  const changedValue = withValue(own, rest, value);
  return changedValue === undefined ? others : { ...(whole as object), [name]: changedValue };
}
