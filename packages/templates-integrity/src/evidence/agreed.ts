import type { Episode } from "@mulligan/core";

const consent =
  /^\W*(?:yes|yep|yeah|y|ok|okay|sure|go ahead|do it|please do|proceed|confirmed?|agreed|approved?|sounds good|lgtm)\b/i;

/** The user's last words before the step agree to what the agent had proposed. */
export function agreedBefore({ events }: Episode, step: number): boolean {
  const last = events.findLast((event) => event.kind === "user" && event.afterStep < step);
  return last?.kind === "user" && consent.test(last.text);
}
