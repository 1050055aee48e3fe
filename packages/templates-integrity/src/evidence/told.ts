import type { Episode } from "@mulligan/core";

/** What the agent had been told before a step: the task and the words of the user. */
export function toldBefore({ task, events }: Episode, step: number): string {
  return [
    task,
    ...events.flatMap((event) => (event.kind === "user" && event.afterStep < step ? [event.text] : [])),
  ].join("\n");
}

const consent =
  /^\W*(?:yes|yep|yeah|y|ok|okay|sure|go ahead|do it|please do|proceed|confirmed?|agreed|approved?|sounds good|lgtm)\b/i;

/** The user's last words before the step agree to what the agent had proposed. */
export function agreedBefore({ events }: Episode, step: number): boolean {
  const last = events.findLast((event) => event.kind === "user" && event.afterStep < step);
  return last?.kind === "user" && consent.test(last.text);
}

export function baseName(path: string): string {
  const clean = path.replace(/\/+$/, "");
  return clean.slice(clean.lastIndexOf("/") + 1);
}
