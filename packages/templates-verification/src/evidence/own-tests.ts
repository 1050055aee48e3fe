import type { Action, EditAction, Episode, Facts, TestAction } from "@mulligan/core";
import { told } from "@mulligan/core";

/** Tells tests that the agent wrote in this run from those that the repository had. */
export interface OwnTests {
  /** Nothing but tests of the agent's own was run. */
  ranOnly(action: TestAction): boolean;
  /** A test of this name is the agent's own. */
  wrote(name: string): boolean;
}

const definition = /(?:\bdef\s+|\bfunc\s+(?:\([^()\n]*\)\s*)?|\bfn\s+|\bclass\s+|\bvoid\s+)(\w*[Tt]est\w*)/g;
/** In every name of a test. */
const mark = /[tT]est/;
const block = /\b(?:it|test|describe|context|specify)\s*\(/;
const runnerScript = /(?:^|\/)(?:runtests|manage|setup|noxfile|tox)\.py$/;
const extension =
  /\.(?:py|pyi|[cm]?[jt]sx?|go|rs|java|kt|rb|php|cs|cc?|cpp|swift|scala|exs?|sh|cfg|ini|toml|txt|json)$/i;

export function ownTests(episode: Episode, facts: Facts): OwnTests {
  let own = known.get(facts);
  if (own === undefined) known.set(facts, (own = findOwnTests(episode, facts)));
  return own;
}

/** Most rules of this pack ask, of the same facts. */
const known = new WeakMap<Facts, OwnTests>();

function findOwnTests(episode: Episode, facts: Facts): OwnTests {
  const written = new Map<string, number>();
  const scripts = new Map<string, EditAction>();
  for (const { number, actions } of episode.steps) {
    for (const action of actions) {
      if (!isTextEdit(action)) continue;
      if (action.kind === "create") scripts.set(action.path, action);
      if (action.pathClass !== "test" && action.pathClass !== "scratch") continue;
      if (action.added === undefined || !mark.test(action.added)) continue;
      for (const [, name] of action.added.matchAll(definition)) {
        if (name !== undefined && !written.has(name) && !(action.removed ?? "").includes(name))
          written.set(name, number);
      }
    }
  }
  const shown = new Map<string, boolean>();
  const wrote = (name: string): boolean => {
    const step = written.get(name);
    if (step === undefined) return false;
    const earlier = shown.get(name) ?? shownBefore(episode, step, name);
    shown.set(name, earlier);
    return !earlier;
  };
  const created = (path: string): boolean => (facts.files.get(path)?.createdAt ?? null) !== null;

  return { wrote, ranOnly };

  function ranOnly(action: TestAction): boolean {
    if (action.ownTestsOnly) return !action.targets.some(isRunner);
    const { names, files } = selectionOf(action);
    if (names.length > 0) return names.every((name) => isOwnName(name, action));
    return files.length > 0 && files.every(created);
  }

  /** A script of the agent's own without a test in it starts those of the project. */
  function isRunner(path: string): boolean {
    const script = scripts.get(path);
    const text = script?.added ?? "";
    return script?.pathClass === "scratch" && text !== "" && text.search(definition) < 0 && !block.test(text);
  }

  function isOwnName(name: string, { passed, failed }: TestAction): boolean {
    if (wrote(name)) return true;
    if (passed === null || written.size === 0) return false;
    const matching = [...written.keys()].filter((own) => own.includes(name) && wrote(own));
    // A pattern selects other tests as well; the count tells.
    return matching.length > 0 && passed + (failed ?? 0) <= matching.length;
  }

  function selectionOf({ targets, command }: TestAction): { names: string[]; files: string[] } {
    const names: string[] = [];
    const files: string[] = [];
    for (const target of targets) {
      if (runnerScript.test(target)) continue;
      const member = target.lastIndexOf("::");
      if (member >= 0) names.push(target.slice(member + 2).replace(/\[.*$/, ""));
      else if (!/[/.]/.test(target))
        names.push(
          ...target
            .split(/\||\bor\b/)
            .map((part) => part.replaceAll(/[\s^$()]/g, ""))
            .filter((part) => part !== ""),
        );
      else if (extension.test(target)) files.push(target);
    }
    for (const word of command.split(/\s+/)) {
      if (!/^\w+(?:\.\w+)+$/.test(word) || extension.test(word)) continue;
      const path = `${word.replaceAll(".", "/")}.py`;
      const file = [...scripts.keys()].find((script) => script === path || script.endsWith(`/${path}`));
      if (file === undefined) names.push(word.slice(word.lastIndexOf(".") + 1));
      else files.push(file);
    }
    return { names, files };
  }
}

function isTextEdit(action: Action): action is EditAction {
  return (action.kind === "edit" || action.kind === "create") && action.effect === "changed";
}

function shownBefore(episode: Episode, step: number, name: string): boolean {
  if (told(episode).includes(name)) return false;
  return episode.steps
    .slice(0, step - 1)
    .some(
      ({ actions, observation }) =>
        actions.some(({ kind }) => kind === "look" || kind === "search") && observation.includes(name),
    );
}
