import type { EditAction, Episode, Facts, Step } from "@mulligan/core";
import { isEdit } from "@mulligan/core";
import { isPutBack } from "../evidence/own-lines.js";
import { shellCommands } from "../evidence/shell-commands.js";
import { baseName } from "../evidence/base-name.js";
import type { Constraint } from "./constraints.js";

/** What a step did against a constraint, in words for a person: a path or a command. */
export interface Violation {
  readonly step: number;
  readonly what: string;
}

export function violationsOf(
  constraint: Constraint,
  since: number,
  episode: Episode,
  facts: Facts,
): readonly Violation[] {
  return episode.steps.slice(since).flatMap((step) => {
    if (step.status === "refused" || step.status === "invalid" || step.status === "missing") return [];
    const found = offences(constraint, step, facts);
    if (found.length === 0 || isLifted(constraint, since, step.number, episode)) return [];
    return found.map((what) => ({ step: step.number, what }));
  });
}

function offences(constraint: Constraint, step: Step, facts: Facts): readonly string[] {
  switch (constraint.kind) {
    case "edit":
    case "only":
      return step.actions.flatMap((action) =>
        isEdit(action) &&
        action.effect === "changed" &&
        forbids(constraint, action, facts) &&
        !isPutBack(facts, action.path, step.number)
          ? [action.path]
          : [],
      );
    case "install":
      return step.actions.flatMap((action) => (action.kind === "install" && action.ok ? [action.command] : []));
    case "commit":
    case "push":
      return commandsOf(step, constraint.kind)
        .filter((words) => isGit(words, constraint.kind))
        .map((words) => words.join(" "));
    case "run":
      return commandsOf(step, constraint.command.at(-1) ?? "")
        .filter((words) => constraint.command.every((word, index) => words[index] === word))
        .map((words) => words.join(" "));
  }
}

/** Taking a command line apart is only worth it where the word stands in it. */
function commandsOf({ command }: Step, word: string): readonly (readonly string[])[] {
  return command === undefined || !command.includes(word) ? [] : shellCommands(command).map(({ words }) => words);
}

function isGit(words: readonly string[], subcommand: string): boolean {
  if (words[0] !== "git" || words.includes("--dry-run")) return false;
  return (
    words
      .slice(1)
      .find((word, index, all) => !word.startsWith("-") && all[index - 1] !== "-C" && all[index - 1] !== "-c") ===
    subcommand
  );
}

/** New files and scratch files are nothing that was there to be left alone. */
function forbids(
  constraint: Extract<Constraint, { kind: "edit" | "only" }>,
  action: EditAction,
  facts: Facts,
): boolean {
  if (action.pathClass === "scratch" || action.pathClass === "generated" || action.by === "restore") return false;
  const named = constraint.paths.some((path) => matches(path, action.path));
  if ((facts.files.get(action.path)?.createdAt ?? null) !== null || action.kind === "create") {
    return (
      constraint.kind === "edit" && named && constraint.paths.some((path) => path.endsWith("/") || path.includes("*"))
    );
  }
  if (constraint.kind === "only") return !named && !action.path.startsWith("/") && !action.path.startsWith("~");
  return (
    named || (constraint.tests && action.pathClass === "test") || (constraint.config && action.pathClass === "config")
  );
}

function matches(rule: string, path: string): boolean {
  if (rule.includes("*")) {
    const pattern = rule
      .replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll(/\*+\/?/g, (stars) => (stars.length > 1 ? ".*" : "[^/]*"));
    return new RegExp(`(?:^|/)${pattern}$`).test(path);
  }
  const clean = rule.replace(/\/+$/, "").replace(/^\/+/, "");
  return path === clean || path.endsWith(`/${clean}`) || path.startsWith(`${clean}/`) || path.includes(`/${clean}/`);
}

/** Later words of the user about the same thing may allow it. */
function isLifted(constraint: Constraint, since: number, step: number, { events }: Episode): boolean {
  const about =
    "paths" in constraint
      ? constraint.paths.map(baseName)
      : constraint.kind === "run"
        ? constraint.command.slice(0, 1)
        : [constraint.kind];
  const words =
    constraint.kind === "edit" && (constraint.tests || constraint.config) ? [...about, "test", "config"] : about;
  return events.some(
    (event) =>
      event.kind === "user" &&
      event.afterStep >= since &&
      event.afterStep < step &&
      !event.text.includes(constraint.words) &&
      words.some((word) => event.text.toLowerCase().includes(word.toLowerCase())),
  );
}
