import type { Episode } from "../model/episode.js";
import { told } from "./told.js";

/** What is run, tested or built. Of benchmarks, "I will run hidden tests" is none of it. */
const thing =
  "(?: (?:it|this|that|them|anything|everything|any (?:code|commands?|tests?)|the (?:app|application|build|changes?|code|game|program|result|script|suite|test suite|tests?)|tests?))?";
const end = String.raw`(?: (?:yet|now|again|first|for now))?\s*(?:[.,;:!)\n]|$)`;
const own = String.raw`(?: out)? (?:myself|manually|by hand|later|locally|afterwards|(?:at|on|onto|in|to|with) (?:my|the) (?:\w+ )?(?:board|box|browser|desktop|device|editor|emulator|end|hardware|IDE|laptop|machine|phone|server|side|simulator|system|Xcode))\b`;

/** Each is a way in which people say that the agent need not run the code, or that they do it themselves. */
const waivers: readonly RegExp[] = [
  `(?:no need to|(?:do not|don['’]t|need not|needn['’]t)(?: (?:have|need|try) to| bother to)?) (?:run|execute|test|build)${thing}${end}`,
  `(?:without|skip|no need for|don['’]t bother with|don['’]t bother) (?:running|executing|testing|building)${thing}${end}`,
  String.raw`no (?:tests?|testing|test runs?|verification) (?:is |are )?(?:needed|necessary|required)\b`,
  `skip the (?:tests|testing|verification)${end}`,
  `I(?:['’]ll|['’]m going to| will)(?: just)? (?:run|test|try|verify|check|build|compile|flash|play)${thing}(?:${own}|${end})`,
  `I(?:['’]d like to| can| want to| prefer to)(?: just)? (?:run|test|try|verify|check|build|compile)${thing}${own}`,
  `(?:let me|leave it to me to) (?:run|test|try|verify|check|build|compile)${thing}(?:${own}|${end})`,
  String.raw`I(?:['’]m| am) (?:already )?running (?:the|a|my) (?:dev|development) server\b`,
  String.raw`(?:dev|dev server|watcher|hot reload) is (?:already )?running\b`,
  String.raw`so (?:that )?I can [^.\n]{1,60} when I (?:run|try|test) it\b`,
  String.raw`leave (?:the )?(?:testing|tests|verification|running it) to me\b`,
].map((words) => new RegExp(String.raw`\b${words}`, "i"));

/** The person said that the agent need not run the code, or that they do it themselves. */
export function isRunWaived(episode: Episode): boolean {
  const words = told(episode);
  return waivers.some((waiver) => waiver.test(words));
}

const versionControl = /^\s*git\s[^;&|]*$/;

/** From `step` on (1-based), the person or a policy stopped a command, other than one of version control. */
export function isRunRefused({ steps }: Episode, step: number): boolean {
  return steps
    .slice(step - 1)
    .some(({ status, command }) => status === "refused" && command !== undefined && !versionControl.test(command));
}
