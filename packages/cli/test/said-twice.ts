import type { ImprovementPlan } from "@mulligan/core";

const fewestWords = 6;

/** Sentences that a plan says more than once, in whichever addon; quoted output and tags aside. */
export function saidTwice({ systemPromptAddon, userContextAddon }: ImprovementPlan): string[] {
  const sentences = `${systemPromptAddon}\n${userContextAddon}`
    .replaceAll(/(`{3,})[\s\S]*?\1/g, "")
    .replaceAll(/<\/?previous_attempt\w*>/g, "\n")
    .split(/\n+|(?<=[.;:])\s+/)
    .map((sentence) => sentence.replace(/^(?:- |\d+\. )/, "").trim())
    .filter((sentence) => sentence.split(/\s+/).length >= fewestWords);
  return sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index);
}
