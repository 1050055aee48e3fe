import type { Episode, Facts, ImprovementPlan } from "@mulligan/core";

const fenced = /(`{3,})[\s\S]*?\1/g;
/** Shorter messages stand in other words by chance. */
const shortest = 12;

/** Error messages of the run that a plan quotes more than once, a block of output counting as one quote. */
export function quotedTwice(
  { steps }: Episode,
  { verifications }: Facts,
  { systemPromptAddon, userContextAddon }: ImprovementPlan,
): string[] {
  const errors = [
    ...verifications.map(({ action }) => action.error?.message ?? ""),
    ...steps.flatMap(({ actions }) =>
      actions.map((action) => ("error" in action ? (action.error?.message ?? "") : "")),
    ),
  ];
  const text = `${systemPromptAddon}\n${userContextAddon}`;
  const blocks = [...text.matchAll(fenced)].map(([block]) => block);
  const prose = text.replaceAll(fenced, "");
  return [...new Set(errors)].filter((error) => {
    if (error.length < shortest) return false;
    const inline = prose.split(error).length - 1;
    return inline + blocks.filter((block) => block.includes(error)).length > 1;
  });
}
