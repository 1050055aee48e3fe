import type { Action, EditAction, Episode, Step } from "@mulligan/core";

/** What the agent did since the person spoke last. */
export interface Turn {
  /** Steps up to this one belong to earlier turns. */
  readonly after: number;
  readonly steps: readonly Step[];
  /** The prompt that began it is known. */
  readonly begun: boolean;
  /** Changes of files that a run could speak of. */
  readonly codeEdits: boolean;
  /** What the person asked for. */
  readonly prompt: string;
}

export function lastTurn(episode: Episode): Turn {
  const { after, prompt, begun } = lastPrompt(episode);
  const steps = episode.steps.slice(after);
  return { after, steps, begun, prompt, codeEdits: steps.some(({ actions }) => actions.some(isCodeEdit)) };
}

/** A prompt that came while the agent worked begins no turn: nothing was handed over before it. */
function lastPrompt({ events, task }: Episode): Pick<Turn, "after" | "prompt" | "begun"> {
  let handedOver = 0;
  let found = { after: 0, prompt: task, begun: false };
  for (const { kind, afterStep, ...event } of events) {
    if (kind === "message" || kind === "interruption") handedOver = afterStep;
    if (kind === "user" && (afterStep === 0 || handedOver === afterStep)) {
      found = { after: afterStep, prompt: (event as { text: string }).text, begun: true };
    }
  }
  return found;
}

export function isCodeEdit(action: Action): action is EditAction {
  return (
    isChange(action) &&
    !action.commentOnly &&
    (action.pathClass === "product" || action.pathClass === "test" || action.pathClass === "config")
  );
}

function isChange(action: Action): action is EditAction {
  return (
    (action.kind === "edit" || action.kind === "create" || action.kind === "delete" || action.kind === "move") &&
    action.effect === "changed"
  );
}
