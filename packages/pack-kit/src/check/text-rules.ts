import type { StrategyTemplates } from "@mulligan/core";
import { templateTree, withoutTags } from "../templates/template-tree.js";
import { countLines, countWords, longestText } from "./longest-text.js";

export type Slot = keyof StrategyTemplates;

export interface TextProblem {
  /** Index into the source; absent for what concerns the file as a whole. */
  readonly offset?: number;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Most words of a slot, one for every printed value. All that is said in the system addon has 200, in the user addon
 * 250, and up to three findings share them.
 */
const wordLimits: Readonly<Partial<Record<Slot, number>>> = {
  plan: 150,
  system: 80,
};
const otherLimit = 100;
const planStepLimit = 5;

/** What a prompt file says in a way that agents follow badly; the source has to be one that compiles. */
export function textProblems(slot: Slot, source: string): TextProblem[] {
  const prose = proseOf(source);
  return [
    ...tooLong(slot, source),
    ...emphasis(prose),
    ...banners(prose),
    ...emoji(prose),
    ...bans(slot, source, prose),
    ...mindReading(prose),
  ];
}

/** Tags, code spans and fences blanked out: what is left is said by the author. */
function proseOf(source: string): string {
  const blank = (found: string) => found.replaceAll(/[^\n]/g, "\ue000");
  return withoutTags(source)
    .replaceAll(/^```[^\n]*\n[\s\S]*?^```/gm, blank)
    .replaceAll(/`[^`\n]+`/g, blank);
}

function tooLong(slot: Slot, source: string): TextProblem[] {
  const tree = templateTree(source);
  const words = countWords(longestText(tree, countWords));
  const problems: TextProblem[] = [];
  const limit = wordLimits[slot] ?? otherLimit;
  if (words > limit) {
    problems.push({
      message: `the text can have ${words} words, the limit is ${limit}`,
      remedy: "Say less: what is cut here leaves room for what the run itself shows.",
    });
  }
  const steps = slot === "plan" ? countLines(longestText(tree, countLines)) : 0;
  if (steps > planStepLimit) {
    problems.push({
      message: `the plan can have ${steps} steps, the limit is ${planStepLimit}`,
      remedy: "Leave out what any agent does unasked, or join steps; a plan has one step a line.",
    });
  }
  return problems;
}

const loudWords =
  /(?<![\p{L}\p{N}_-])(?:MUST|NEVER|ALWAYS|NOT|DO|DON'T|ONLY|ALL|ANY|EVERY|BEFORE|AFTER|FIRST|STOP|CRITICAL|IMPORTANT|WARNING|REQUIRED|MANDATORY|FORBIDDEN|NOTE|ATTENTION|IMMEDIATELY)(?![\p{L}\p{N}_-])/gu;
const capitals = /(?<![\p{L}\p{N}_-])[A-Z]{2,}(?:[ \t]+[A-Z]{2,})+(?![\p{L}\p{N}_-])/gu;
/** Words that no abbreviation is spelled like; `JSON API` is none of an author's shouting. */
const plainWord =
  /\b(?:THE|THIS|THAT|THESE|YOU|YOUR|IS|ARE|BE|IN|TO|OF|ON|OR|AND|IF|WITH|WITHOUT|FOR|FROM|NO|RUN|TEST|TESTS|CODE|FILE|FILES|FIX|READ|CHECK|LOOK|USE|MAKE|SURE|PLEASE)\b/;

function emphasis(prose: string): TextProblem[] {
  const runs = [...prose.matchAll(capitals)].filter(
    ([found]) => found.split(/\s+/).length > 2 || plainWord.test(found) || new RegExp(loudWords, "u").test(found),
  );
  const inRun = (at: number) => runs.some(({ index, 0: { length } }) => at >= index && at < index + length);
  const words = [...prose.matchAll(loudWords)].filter(({ index }) => !inRun(index));
  return [...runs, ...words].map(({ index, 0: found }) => ({
    offset: index,
    message: `"${found}" stands in capitals for emphasis`,
    remedy: "Write it in sentence case and give the reason; agents over-react to capitals.",
  }));
}

const banner = /^[ \t]*(?:([=*~#_-])\1{2,}[^\n]*|#{1,6}[ \t]+[^\n]*)$/gm;

function banners(prose: string): TextProblem[] {
  return [...prose.matchAll(banner)].map(({ index, 0: found }) => ({
    offset: index + found.length - found.trimStart().length,
    message: "a line is drawn as a banner or heading",
    remedy: "Leave it out; the plan sets its own marks around the texts.",
  }));
}

const pictogram = /\p{Emoji_Presentation}|[\u2600-\u27bf]|\ufe0f/gu;

function emoji(prose: string): TextProblem[] {
  return [...prose.matchAll(pictogram)].map(({ index, 0: found }) => ({
    offset: index,
    message: `"${found}" is an emoji`,
    remedy: "Say it in words, or leave it out.",
  }));
}

const ban =
  /(?<=^|[.;:!?,][ \t]+|\n[ \t]*|\ue000[ \t]*)(?:do not|don't|never|avoid|must not|should not|you may not)\b/giu;
const sentenceEnd = /[.!?](?=\s|$)/;
const replacement = /[;:]|\b(?:instead|rather|but|unless|until|only|except|use|write|say|and)\b/i;

/** A ban alone tells an agent nothing to do, and a second one buries the first. */
function bans(slot: Slot, source: string, prose: string): TextProblem[] {
  const found = [...prose.matchAll(ban)];
  const problems = found
    .filter(({ index }) => !isReplaced(slot, prose, index))
    .map(({ index, 0: word }) => ({
      offset: index,
      message: `"${word}" forbids something and nothing is said to do instead`,
      remedy: "Say what to do, and how it shows that it is done; then the ban is seldom needed.",
    }));
  const second = found[1];
  const together = countBans(longestText(templateTree(source), countBans));
  if (problems.length === 0 && second !== undefined && together > 1) {
    problems.push({
      offset: second.index,
      message: `"${second[0]}" is the second ban of this text`,
      remedy: "Keep one ban at most, and say the rest as things to do.",
    });
  }
  return problems;
}

function countBans(text: string): number {
  return text.match(ban)?.length ?? 0;
}

/** By the same sentence, or, in a text that is no list of steps, by another sentence beside it. */
function isReplaced(slot: Slot, prose: string, at: number): boolean {
  const unit = slot === "plan" ? lineAround(prose, at) : { text: prose, start: 0 };
  const rest = unit.text.slice(at - unit.start);
  const end = sentenceEnd.exec(rest)?.index ?? rest.length;
  if (replacement.test(rest.slice(0, end))) return true;
  const others = unit.text.slice(0, at - unit.start) + rest.slice(end + 1);
  return countWords(others) >= 3;
}

function lineAround(text: string, at: number): { readonly text: string; readonly start: number } {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return { text: text.slice(start, end < 0 ? text.length : end), start };
}

const agent = String.raw`the (?:agent|assistant|model|run|attempt|(?:previous|earlier|last) (?:agent|run|attempt))`;
const thought = "thought|believed|assumed|wanted|hoped|intended|forgot|misunderstood|panicked|imagined";
const state = "confused|lazy|careless|sloppy|overconfident|stupid";
const mind = new RegExp(
  [
    `\\b(?:you|${agent})\\s+(?:[a-z]+ly\\s+|just\\s+)?(?:${thought})\\b`,
    `\\b(?:you|${agent})\\s+(?:was|were|got)\\s+(?:[a-z]+ly\\s+|too\\s+)?(?:${state})\\b`,
    `\\b(?:you|${agent})\\s+(?:did not|didn't)\\s+(?:understand|think|want|care|bother)\\b`,
    `\\b${agent}\\s+(?:thinks|believes|assumes|wants)\\b`,
  ].join("|"),
  "giu",
);

function mindReading(prose: string): TextProblem[] {
  return [...prose.matchAll(mind)].map(({ index, 0: found }) => ({
    offset: index,
    message: `"${found}" claims to know what the agent had in mind`,
    remedy: "Say what the record shows: the step, the file, the command.",
  }));
}
