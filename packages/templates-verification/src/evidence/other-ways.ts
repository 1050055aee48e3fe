import type { Episode, Step } from "@mulligan/core";

/** A person who says what they did with the code. "Works" alone may be about anything. */
const ownTry = /\bI(?:'ve| have)?(?: just)? (?:ran|run|tested|tried|executed|built|compiled|restarted)\b/i;
const inBackground = /\bin (?:the )?background\b/i;
const asksForRun = /\b(?:tests?|verify|validate|run|build)\b/i;

/** From `step` on, somebody may have seen the edited code at work in a way that no verification of the record shows. */
export function mayBeVerifiedOtherwise(episode: Episode, step: number, files: readonly string[]): boolean {
  return (
    episode.events.some((event) => event.kind === "user" && event.afterStep >= step && ownTry.test(event.text)) ||
    episode.steps.slice(step - 1).some((later) => mayHaveReached(later, files))
  );
}

function mayHaveReached({ actions, observation }: Step, files: readonly string[]): boolean {
  return actions.some((action) => {
    if (action.kind === "delegate") return asksForRun.test(action.task);
    if (action.kind === "run")
      return !action.stoppedByEnvironment && files.some((path) => starts(action.command, path));
    if (action.kind !== "test" || action.ran) return false;
    return inBackground.test(observation.slice(0, 400)) || (action.runner === "unknown" && action.error === undefined);
  });
}

/** `node a.js`, `go run ./a.go`, `./a.sh`: the file stands among the first words. */
function starts(command: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return command.split(/\s+/, 4).some((word) => word === name || word.endsWith(`/${name}`));
}
