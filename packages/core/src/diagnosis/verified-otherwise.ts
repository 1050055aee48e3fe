import type { Action } from "../model/action.js";
import type { Episode, Step } from "../model/episode.js";
import { told } from "./told.js";

/** A person who says what they did with the code. "Works" alone may be about anything. */
const ownTry = /\bI(?:'ve| have)?(?: just)? (?:ran|run|tested|tried|executed|built|compiled|restarted)\b/i;
const inBackground = /\bin (?:the )?background\b/i;
const asksForRun = /\b(?:tests?|verify|validate|run|build)\b/i;
/** Words in the names of tools that build, run or look at a program: `build_sim`, `browser_click`, `getDiagnostics`. */
const runningTool =
  /(?:^|_)(?:build|compile|test|tests|run|exec|execute|launch|start|click|navigate|screenshot|snapshot|evaluate|eval|lint|typecheck|verify|validate|diagnostics|diagnose|preview|render|simulate|simulator|debug|request|invoke)(?:_|$)/;
/** What commit hooks print of the tests and type checks that they run. */
const hookRan =
  /\b(?:vitest|jest|mocha|pytest|rspec|phpunit|mypy|pyright|tsc|typecheck|type-check|(?:unit )?tests?)\b/i;
/** Another machine, or a session of its own, where the output stays. */
const elsewhere =
  /(?:^|[;&|(])\s*(?:ssh|docker|podman|kubectl|vagrant|wsl(?:\.exe)?|tmux|screen|adb|xcrun|gh|act|heroku|fly|railway)\b/;
const ownServer = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?:[:/]|$)|^file:/i;
/** What a command has to hold to bring the change to work there. */
const runsThere = /(?<![a-z])(?:tests?|verify|validate|run|build|start|restart|reload|deploy|apply|up|logs?)(?![a-z])/i;
const lints =
  /\b(?:lint\w*|eslint|biome|ruff|flake8|pylint|rubocop|stylelint|oxlint|clippy|checkstyle|ktlint|swiftlint|shellcheck|prettier|black|gofmt|rustfmt)\b/i;

/**
 * From `step` on (1-based), somebody may have seen the code of `files` at work in a way that the record's verifications do
 * not show: a person who tried it, a sub-agent that was sent to test, a test run in the background or by a command whose
 * output nobody can tell, a tool that builds, runs or shows the program, a hook of a commit that tests, a file that was itself
 * started or sent to a server, a linter where the task is what a linter says. Where it
 * holds, "nothing was run" is not certain.
 */
export function verifiedOtherwise(episode: Episode, step: number, files: readonly string[]): boolean {
  if (episode.events.some((event) => event.kind === "user" && event.afterStep >= step && ownTry.test(event.text)))
    return true;
  const forLint = lints.test(told(episode));
  return episode.steps.slice(step - 1).some((later) => mayHaveReached(later, files, forLint));
}

function mayHaveReached(step: Step, files: readonly string[], forLint: boolean): boolean {
  if (step.status === "refused") return false;
  if (isRunningTool(step)) return true;
  return step.actions.some((action) => reaches(action, step, files, forLint));
}

/** Told by the words of its name, whatever joins them, without the server that it stands on. A shell is told by its command. */
function isRunningTool({ tool, actions }: Step): boolean {
  if (!actions.every((action) => action.kind === "fetch" || (action.kind === "other" && action.command === undefined)))
    return false;
  const own = tool.slice(tool.lastIndexOf("__") + 1);
  return runningTool.test(
    own
      .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
      .replaceAll(/[^A-Za-z]+/g, "_")
      .toLowerCase(),
  );
}

function reaches(action: Action, step: Step, files: readonly string[], forLint: boolean): boolean {
  const { command = "", observation, actions } = step;
  switch (action.kind) {
    case "delegate":
      return asksForRun.test(action.task);
    case "fetch":
      return ownServer.test(action.url) || files.some((path) => sends(command, path));
    case "vcs":
      // What else the line ran has printed too.
      if (!actions.every(({ kind }) => kind === "vcs")) return false;
      return /\bcommit\b|\bpush\b/.test(action.command) && hookRan.test(withoutSubject(observation));
    case "test":
      if (action.ran) return false;
      return (
        inBackground.test(observation.slice(0, 400)) || (action.runner === "unknown" && action.error === undefined)
      );
    case "run":
      if (action.stoppedByEnvironment) return false;
      return (
        files.some((path) => starts(action.command, path) || loads(action.command, path)) ||
        tellsBy(action.command, forLint)
      );
    case "other":
      return action.command !== undefined && tellsBy(action.command, forLint);
    default:
      return false;
  }
}

function tellsBy(command: string, forLint: boolean): boolean {
  return (forLint && lints.test(command)) || (elsewhere.test(command) && runsThere.test(command));
}

/** `curl -F file=@a.pl`: what the server makes of it, the answer shows. */
function sends(command: string, path: string): boolean {
  return command.includes(`@${path}`) || command.includes(`@${path.slice(path.lastIndexOf("/") + 1)}`);
}

/** A command may hold a whole script behind its first words. */
const longestStart = 1_000;

/** `python a.py`, `go run ./a.go`, `./a.sh`: the file stands among the first words. */
function starts(command: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return command
    .slice(0, longestStart)
    .split(/\s+/, 4)
    .some((word) => word === name || word.endsWith(`/${name}`));
}

/** `python -c "from src.util import clamp"`, `node -e "require('./src/util')"`: code that loads the file. */
function loads(command: string, path: string): boolean {
  const stem = path.replace(/(?:\/(?:__init__|__main__|index))?\.\w+$/, "");
  if (!stem.includes("/")) return new RegExp(`(?:import|from|require|-m)\\b[ ('"./]+${escaped(stem)}\\b`).test(command);
  return command.includes(stem) || (/\bimport\b|\s-m\s/.test(command) && command.includes(stem.replaceAll("/", ".")));
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w\s]/g, String.raw`\$&`);
}

/** `[main 1a2b3c] Add a test`: what git says of the commit itself. */
function withoutSubject(output: string): string {
  return output.slice(0, 4_000).replaceAll(/^(?:\[.*\]|To | [cd]\w+ mode| \d+ files? changed).*$/gm, "");
}
