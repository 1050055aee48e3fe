import type { Action, Step } from "@mulligan/core";
import { cleanLine, inlineCode } from "../sanitize/inline.js";
import { describeAction } from "./describe-action.js";

/** The most telling first; at most two actions of a step are named. */
const order: Readonly<Record<Action["kind"], number>> = {
  edit: 0,
  create: 0,
  delete: 0,
  move: 0,
  test: 1,
  check: 1,
  finish: 2,
  install: 3,
  look: 4,
  search: 5,
  run: 6,
  vcs: 6,
  fetch: 6,
  delegate: 6,
  ask: 6,
  list: 7,
  plan: 8,
  other: 9,
};

/** A step in plain words: "edited `a.py` and ran `pytest -q` (2 failed)". */
export function describeStep(step: Step): string {
  if (step.status === "invalid") return `${calledTool(step)}, and the call was rejected for its form`;
  if (step.status === "refused") return "asked for something that was not allowed";
  const told = step.actions
    .map((action, index) => ({ action, index }))
    .sort((left, right) => order[left.action.kind] - order[right.action.kind] || left.index - right.index)
    .slice(0, 2)
    .sort((left, right) => left.index - right.index)
    .map(({ action }) =>
      action.kind === "other" && action.command === undefined ? calledTool(step) : describeAction(action),
    );
  const [first, second] = told;
  if (first === undefined) return calledTool(step);
  return second === undefined || second === first ? first : `${first} and ${second}`;
}

function calledTool({ tool }: Step): string {
  const name = cleanLine(tool, 40);
  return name === "" ? "called a tool" : `called the tool ${inlineCode(name)}`;
}
