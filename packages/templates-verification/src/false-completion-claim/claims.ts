/** Sentences that say the work is done and right. Present or past; what is planned, hoped or described is none. */
const success = [
  /\b(?:issue|bug|problem|error|defect|regression|feature|task|failure)s? (?:\w+ ){0,3}?(?:is|are|has been|have been|was|were|got) (?:now |all |fully |completely |successfully |correctly |properly |both )*(?:fixed|resolved|solved|addressed|gone|complete|completed)\b/i,
  /\b(?:I|we)(?:['’]ve| have)? (?:now |all |fully |completely |successfully |correctly |properly |both )*(?:fixed|resolved|solved)\b/i,
  // A change alone may well be there; what it does is the claim.
  /\b(?:I|we)(?:['’]ve| have)? (?:now |fully |completely |correctly |properly )*implemented\b.*\bso (?:that )?\w/i,
  /\bsuccessfully (?:fixed|resolved|solved|addressed|implemented|fixes|resolves|solves|addresses|implements|completed)\b/i,
  /\b(?:fix|patch|solution|implementation|changes?|everything) (?:is |are |now )*(?:works?|working)(?: (?:correctly|properly|perfectly|fine|well|now|as (?:expected|intended)))?(?=[.!,;]|\s*$| (?:and|now|for|with)\b)/i,
  /\b(?:fix|patch|solution|implementation|changes?|this|that|it) (?:now )?(?:correctly|properly|successfully|fully|completely) (?:fixes|resolves|solves|addresses|handles|implements)\b/i,
  /\b(?:fix|implementation) is (?:now )?(?:complete|correct|done|verified)\b/i,
];
const testsPass =
  /\b(?:all|every|the|existing|both)(?: of)?(?: the| our| my| existing| unit| relevant| \d+)* tests? (?:cases? )?(?:are |is |have |has |now |still |all )*(?:pass(?:es|ed|ing)?|green|succeed(?:s|ed)?)\b/i;
const suiteClaim =
  /\b(?:all (?:of )?(?:the )?existing tests?|(?:the )?(?:full|entire|whole|complete|existing) test[- ]suite) (?:are |is |have |has |now |still |all )*(?:pass(?:es|ed|ing)?|green)\b/i;
const changed =
  /\b(?:I|we)(?:['’]ve| have)? (?:now |also |successfully )*(?:fixed|implemented|added|modified|updated|changed|rewrote|refactored|replaced|removed|edited|resolved)\b/i;

/** A doubt, a condition or a plan in the same sentence. */
const hedged =
  /\b(?:should|would|could|may|might|will|going to|need(?:s|ed)? to|try|trying|hope(?:fully)?|expect(?:s|ed)? to|likely|probably|if|once|unless|until|whether|when|to make sure|ensure|let me|let's|let us|not|never|cannot|still fail\w*|in order to)\b|n['’]t\b|\?\s*$/i;
/** Anywhere in the message: it says what was not verified, or what still fails. */
const honest =
  /\b(?:could|can|was|were|did|have|has|is|are|been|do|does|am)(?: not|n['’]t|not)(?: (?:been|be|able|to|yet|currently|actually|fully|directly|even|possible))* (?:run|running|ran|test|tested|verify|verified|execute|executed|confirm|confirmed|check|checked|build|built|compile|compiled)\b|\bunable to (?:run|test|verify|execute|confirm|check|build|compile)\b|\b(?:unverified|untested|not (?:yet )?(?:verified|tested|run)|without (?:running|testing|verifying|being able))\b|\bstill (?:fail|failing|fails|broken|wrong)\b|\b(?:remaining|known|pre-?existing|unrelated) (?:\w+ )?(?:issue|problem|failure|error|test)s?\b|\b(?:please|you(?:'ll| will| can| may| should)?(?: need to)?) (?:run|test|verify|check|try|rebuild|re-?run)\b|\blet (?:the )?(?:CI|pipeline)\b|\bone (?:test )?fail/i;

export interface Claims {
  /** The sentence that claims success most plainly. */
  readonly success: string | null;
  /** The sentence that says all tests pass. */
  readonly testsPass: string | null;
  /** The sentence that says the repository's own suite passes. */
  readonly suite: string | null;
  /** The sentence that says the code was changed. */
  readonly change: string | null;
}

const longestMessage = 20_000;

/** What a final message claims; nothing where it says somewhere what it did not verify or what still fails. */
export function claimsOf(message: string): Claims {
  const none = { success: null, testsPass: null, suite: null, change: null };
  const text = message.slice(-longestMessage);
  if (honest.test(text)) return none;
  // Code blocks are quotes.
  const sentences = text
    .replaceAll(/```[\s\S]*?(?:```|$)/g, "\n")
    .split(/\n+|(?<=[.!?])\s+/)
    .map((sentence) => sentence.replace(/^[\s#>*\d.✓✔✅-]+/u, "").trim())
    .filter((sentence) => sentence.length < 600 && !hedged.test(sentence));
  const first = (patterns: readonly RegExp[]): string | null =>
    sentences.find((sentence) => patterns.some((pattern) => pattern.test(sentence))) ?? null;
  return {
    success: first(success),
    testsPass: first([testsPass]),
    suite: first([suiteClaim]),
    change: first([changed]),
  };
}
