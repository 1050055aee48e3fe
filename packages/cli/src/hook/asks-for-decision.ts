/** What is asked so can be answered by the work itself, or is only politeness. */
const offer =
  /\b(?:would you like|do you want|want me to|shall I|should I|may I|can I help|let me know|anything else|if you(?:['’]d| would)? like|ready to|okay to|ok to|sound good|look good|make sense)\b/i;

/** The agent's last words ask something that only the person can decide: `Should an empty cart give 0 or undefined?` */
export function asksForDecision(message: string): boolean {
  const text = message.trimEnd().replace(/[*_`)\s]+$/, "");
  if (!text.endsWith("?")) return false;
  const start = Math.max(...[". ", "! ", "? ", "\n"].map((mark) => text.lastIndexOf(mark)));
  return !offer.test(text.slice(start + 1));
}
