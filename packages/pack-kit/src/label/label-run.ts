import type { Episode, Severity, Step } from "@mulligan/core";
import { cleanLine, describeStep } from "@mulligan/renderer";
import type { Questions } from "./questions.js";

/** A label file, as `readLabel` of @mulligan/evaluation reads it. */
export interface LabelDocument {
  readonly run: string;
  readonly file: string;
  readonly row?: number;
  readonly outcome: Episode["outcome"]["status"];
  readonly steps: number;
  readonly primary: string;
  readonly findings: readonly {
    readonly type: string;
    readonly severity: Severity;
    readonly steps: readonly number[];
    readonly confidence: "low" | "medium" | "high";
    readonly evidence: string;
  }[];
  readonly hard_negatives: readonly {
    readonly type: string;
    readonly steps: readonly number[];
    readonly why_not: string;
  }[];
  readonly facts: null;
}

export type RunPlace = Pick<LabelDocument, "run" | "file" | "row">;

const shownLines = 6;
const lineWidth = 160;
const help = `At each step: Enter for nothing, the failure types that it shows (BLIND_WRITE), a type behind ! for one
that it only looks like (!BLIND_WRITE), b for the step before, q to end here.`;

/** Goes through the run step by step with a person, and gives what they say as a label. */
export async function labelRun(episode: Episode, place: RunPlace, questions: Questions): Promise<LabelDocument> {
  const count = episode.steps.length;
  questions.say(`${place.run}: ${count} ${count === 1 ? "step" : "steps"}, ${episode.source.format}`);
  if (episode.task !== "") questions.say(`Task: ${cleanLine(episode.task, 600)}`);
  questions.say(`${help}\n`);
  const outcome = await questions.choose("Outcome", ["passed", "failed", "unknown"], episode.outcome.status);
  const marks = await markSteps(episode.steps, questions);

  const findings: LabelDocument["findings"][number][] = [];
  const negatives: LabelDocument["hard_negatives"][number][] = [];
  for (const [type, steps] of [...marks].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const cited = [...steps].sort((left, right) => left - right);
    const name = type.replace(/^!/, "");
    questions.say(
      `\n${type.startsWith("!") ? "Not " : ""}${name} at ${cited.length === 1 ? "step" : "steps"} ${cited.join(", ")}`,
    );
    if (type.startsWith("!")) {
      negatives.push({
        type: name,
        steps: cited,
        why_not: await sentence(questions, "Why it is none, in one sentence"),
      });
      continue;
    }
    findings.push({
      type,
      severity: await questions.choose("Severity", ["critical", "major", "minor"], "major"),
      steps: cited,
      confidence: await questions.choose("Your confidence", ["high", "medium", "low"], "high"),
      evidence: await sentence(questions, "Evidence, in one sentence"),
    });
  }
  const preset = findings[0]?.type ?? (outcome === "passed" ? "CORRECT" : "UNCLASSIFIED");
  const primary = await questions.ask("Primary failure", preset, typeProblem);
  return { ...place, outcome, steps: count, primary, findings, hard_negatives: negatives, facts: null };
}

/** Steps by type; those that only look like it under `!TYPE`. */
async function markSteps(steps: readonly Step[], questions: Questions): Promise<Map<string, Set<number>>> {
  const marks = new Map<string, Set<number>>();
  for (let index = 0; index < steps.length;) {
    const step = steps[index]!;
    questions.say(`\n${shownStep(step, steps.length)}`);
    const answer = await questions.ask("Seen here", "", marksProblem);
    if (answer === "q") break;
    if (answer === "b") {
      index = Math.max(0, index - 1);
      continue;
    }
    for (const type of answer.split(/\s+/).filter((word) => word !== "")) {
      marks.set(type, (marks.get(type) ?? new Set()).add(step.number));
    }
    index += 1;
  }
  return marks;
}

function shownStep(step: Step, count: number): string {
  const lines = step.observation.split("\n").filter((line) => line.trim() !== "");
  const more = lines.length - shownLines;
  return [
    `Step ${step.number} of ${count}: ${describeStep(step)}`,
    ...(step.says.trim() === "" ? [] : [`  says: ${cleanLine(step.says, lineWidth * 2)}`]),
    ...(step.command === undefined ? [] : [`  $ ${cleanLine(step.command, lineWidth * 2)}`]),
    ...lines.slice(0, shownLines).map((line) => `  | ${cleanLine(line, lineWidth)}`),
    ...(more > 0 ? [`  | and ${more} more ${more === 1 ? "line" : "lines"}`] : []),
  ].join("\n");
}

function sentence(questions: Questions, question: string): Promise<string> {
  return questions.ask(question, "", (answer) => (answer === "" ? "A sentence is needed." : null));
}

function typeProblem(answer: string): string | null {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(answer) ? null : `"${answer}" is no failure type, as in BLIND_WRITE.`;
}

function marksProblem(answer: string): string | null {
  if (answer === "" || answer === "b" || answer === "q") return null;
  const wrong = answer.split(/\s+/).find((word) => typeProblem(word.replace(/^!/, "")) !== null);
  return wrong === undefined ? null : `"${wrong}" is no failure type, as in BLIND_WRITE; or b, or q.`;
}
