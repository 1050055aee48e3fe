const ban =
  /(?:\b(?:do not|don't|never|must not|mustn't|may not|should not|shouldn't)\s+(?:modify|edit|change|touch|alter|delete|remove|weaken|skip|disable)\b|\bwithout\s+(?:modifying|editing|changing|touching|altering))[:\s]+(?:[\w,]+\s+){0,4}?(?:tests?|specs?|test[- ](?:files?|cases?|suites?|code))\b|\b(?:tests?|test[- ](?:files?|cases?|suites?))\s+(?:must|may|should)(?: not|n't)\s+be\s+(?:modified|changed|edited|touched|altered)\b/i;

/** The task forbids in words that tests are edited. */
export function bansTestEdits(text: string): boolean {
  return ban.test(text);
}
