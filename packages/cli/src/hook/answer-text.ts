import type { Episode, Registry } from "@mulligan/core";
import { cleanLine, composePlan, inlineCode } from "@mulligan/renderer";
import type { Candidate, Judged } from "./candidates.js";

/** It stays in the agent's context for good. */
const longestText = 600;
const shownFiles = 3;
const closing = "If that cannot be done here, say so plainly and stop.";

/** What the agent is told of a finding: what is open, and what the plan advises. */
export function answerText(
  { finding, files }: Candidate,
  judged: Judged,
  episode: Episode,
  registry: Registry,
): string {
  const { facts, diagnosis } = judged;
  const { improvedStrategy } = composePlan({
    episode,
    facts,
    diagnosis: { ...diagnosis, primary: finding, primaryFailure: finding.type, primaryId: finding.id },
    registry,
  });
  const title = registry.get(finding.id)?.strategy.meta.title ?? finding.type;
  const shown = files.slice(0, shownFiles).map((file) => inlineCode(file));
  const more = files.length > shownFiles ? ` and ${files.length - shownFiles} more` : "";
  const about = shown.length === 0 ? "" : ` (${shown.join(", ")}${more})`;
  const opening = `Mulligan: ${title.charAt(0).toLowerCase()}${title.slice(1)}${about}.`;
  const advice = ofThisSession(cleanLine(improvedStrategy, longestText * 2));
  const room = longestText - opening.length - closing.length - 2;
  return [opening, cutAtSentence(advice, room), closing]
    .filter((part) => part !== "")
    .join(" ")
    .slice(0, longestText);
}

/** The plan speaks to the next attempt; here the attempt goes on. */
function ofThisSession(advice: string): string {
  return advice
    .replaceAll("in the previous attempt", "in this session")
    .replaceAll("the previous attempt", "this session")
    .replaceAll("The previous attempt", "This session");
}

function cutAtSentence(text: string, room: number): string {
  if (text.length <= room) return text;
  const end = text.slice(0, Math.max(0, room)).search(/[.!?] (?=[A-Z][^.!?]*$)/);
  return end < 0 ? "" : text.slice(0, end + 1);
}
