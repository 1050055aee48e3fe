import type { ImprovementPlan, Registry } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import { configOptions, inputOptions, isOn, numberOf, outputOptions, parse, textsOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { lessonUnclearError, lessonUnknownError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Io } from "../io.js";
import type { LessonState, StoredLesson } from "../lessons/lesson.js";
import { addLesson, lessonFile, readLessons, setLessonState } from "../lessons/lesson-store.js";
import { lessonWords } from "../lessons/lesson-words.js";
import { lessonsFor } from "../lessons/lessons-for.js";
import { plansInDocument } from "../lessons/plan-document.js";
import { proposedLesson } from "../lessons/propose-lesson.js";
import { lessonsText } from "../output/lessons-text.js";
import { typedHere } from "../output/program.js";
import { styleOf } from "../output/style.js";
import { diagnosed, reading, reportDiagnostics } from "./diagnosed.js";

const options: Options = {
  ...inputOptions,
  ...configOptions,
  ...outputOptions,
  "from-plan": { type: "string", multiple: true },
  accept: { type: "boolean" },
  all: { type: "boolean" },
  words: { type: "string" },
};

export async function lessons(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("lessons", commandArguments, options);
  const [verb = "list", ...words] = parsed.positionals;
  switch (verb) {
    case "list":
      return list(words, parsed, io);
    case "add":
      return await add(words, parsed, io);
    case "accept":
      return decide(words, "accepted", parsed, io);
    case "remove":
      return decide(words, "removed", parsed, io);
    case "text":
      return show(words, parsed, io);
    default:
      throw usageError("lessons", `"${verb}" is none of list, add, accept, remove, text.`);
  }
}

function list(words: readonly string[], parsed: Arguments, io: Io): number {
  refuse(words);
  const all = readLessons(io.cwd);
  const shown = isOn(parsed, "all") ? all : all.filter(({ state }) => state !== "removed");
  io.out(
    isOn(parsed, "json")
      ? `${JSON.stringify(shown, null, 2)}\n`
      : typedHere(lessonsText(shown, styleOf(parsed, io)), io),
  );
  return exitCodes.clean;
}

function show(words: readonly string[], parsed: Arguments, io: Io): number {
  refuse(words);
  const budget = numberOf("lessons", parsed, "words", { minimum: 0, integer: true }) ?? lessonWords;
  const told = lessonsFor(io.cwd, budget);
  if (isOn(parsed, "json")) io.out(`${JSON.stringify(told, null, 2)}\n`);
  else if (told.text !== "") io.out(`${told.text}\n`);
  else note("No lesson is accepted, or none fits: the next session is told nothing.", parsed, io);
  return exitCodes.clean;
}

function refuse([word]: readonly string[]): void {
  if (word !== undefined) throw usageError("lessons", `"${word}" is one word too many.`);
}

async function add(files: readonly string[], parsed: Arguments, io: Io): Promise<number> {
  const documents = textsOf(parsed, "from-plan");
  if (files.length + documents.length === 0) {
    throw usageError("lessons", "Name a recorded run, or a plan with --from-plan PLAN.json.");
  }
  const plans: [source: string, plan: ImprovementPlan][] = documents.flatMap((shown) =>
    plansInDocument(shown, io.cwd).map((plan): [string, ImprovementPlan] => [shown, plan]),
  );
  const { registry } = await loadRegistry(parsed, io);
  const unreadable = files.length === 0 ? 0 : await planRuns(files, plans, registry, parsed, io);
  if (plans.length === 0 && unreadable > 0) return exitCodes.unreadable;
  for (const [source, plan] of plans) propose(proposedLesson(plan, registry, source), source, parsed, io);
  return exitCodes.clean;
}

/** Adds the plans of the recorded runs, and gives the number of files that could not be read. */
async function planRuns(
  files: readonly string[],
  plans: [source: string, plan: ImprovementPlan][],
  registry: Registry,
  parsed: Arguments,
  io: Io,
): Promise<number> {
  const outcome = outcomeSource("lessons", parsed, io.cwd);
  let unreadable = 0;
  for await (const entry of readRuns(files, reading(parsed, outcome, registry, io), (run) =>
    diagnosed(run, registry),
  )) {
    if (isUnreadable(entry)) {
      unreadable += 1;
      io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    const { file, episode, facts, diagnosis } = entry;
    plans.push([file, composePlan({ episode, facts, diagnosis, registry })]);
    reportDiagnostics(entry, parsed, io);
  }
  return unreadable;
}

function propose(lesson: StoredLesson | null, source: string, parsed: Arguments, io: Io): void {
  if (lesson === null) return note(`${source}: this run has no lesson for the agent.`, parsed, io);
  const known = readLessons(io.cwd).find(({ id }) => id === lesson.id);
  const accepts = isOn(parsed, "accept");
  if (known === undefined) addLesson(io.cwd, { ...lesson, state: accepts ? "accepted" : "proposed" });
  else if (accepts && known.state !== "accepted") setLessonState(io.cwd, { id: known.id, state: "accepted" });
  else if (known.state === "removed")
    return note(`${known.id} was removed; \`mulligan lessons accept ${known.id}\` takes it back.`, parsed, io);
  else return note(`${lesson.id} is ${known.state} already.`, parsed, io);
  io.out(`${accepts ? "accepted" : "proposed"} ${lesson.id}: ${lesson.text}\n`);
  if (!accepts) note(`\`mulligan lessons accept ${lesson.id}\` lets the hooks tell it to later sessions.`, parsed, io);
}

function decide(given: readonly string[], state: LessonState, parsed: Arguments, io: Io): number {
  if (given.length === 0) throw usageError("lessons", "Name the id of a lesson; `mulligan lessons` lists them.");
  const all = readLessons(io.cwd);
  for (const { id, state: before } of given.map((word) => lessonNamed(word, all))) {
    if (before === state) {
      note(`${id} is ${state} already.`, parsed, io);
      continue;
    }
    setLessonState(io.cwd, { id, state });
    io.out(`${state} ${id}\n`);
  }
  if (state === "accepted") note(`Kept in ${lessonFile}; commit it to share it with others.`, parsed, io);
  return exitCodes.clean;
}

/** The lesson with the id, or the only one whose id begins so. */
function lessonNamed(word: string, all: readonly StoredLesson[]): StoredLesson {
  const exact = all.find(({ id }) => id === word);
  if (exact !== undefined) return exact;
  const [only, ...more] = all.filter(({ id }) => id.startsWith(word));
  if (only === undefined) throw lessonUnknownError(word);
  if (more.length > 0)
    throw lessonUnclearError(
      word,
      [only, ...more].map(({ id }) => id),
    );
  return only;
}

function note(text: string, parsed: Arguments, io: Io): void {
  if (!isOn(parsed, "quiet")) io.error(`${typedHere(text, io)}\n`);
}
