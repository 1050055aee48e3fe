const pathClasses = ["product", "test", "scratch", "config", "docs", "generated"];
const others = {
  pathClass: pathClasses,
  effect: ["changed", "unchanged", "rejected", "crashed", "no-match"],
  by: ["editor", "patch", "shell", "script", "restore"],
  tree: ["current", "baseline", "other"],
  notRun: ["not-started", "died", "none-selected", "timed-out"],
  checks: ["script", "program", "build", "types", "lint"],
  endedBy: ["finished", "message", "limit", "context", "error", "interrupted", "cut"],
  trigger: ["automatic", "manual"],
};
const statuses = { outcome: ["passed", "failed", "unknown"], step: ["ok", "error", "invalid", "refused", "missing"] };
const left = new Set(["number", "origin", "id", "source", "agent", "turn", "runner", "tool"]);
const error = { name: "ValueError", message: "no such value", path: "src/a.py", line: 3 };

/** Every small change of a run that makes it another one, in a fixed order. */
export function* changesOf(run) {
  for (const { number, actions } of run.steps) {
    yield { change: "drop", step: number };
    yield { change: "repeat", step: number };
    yield { change: "last", step: number };
    if (number < run.steps.length) yield { change: "swap", step: number };
    for (const [index, action] of actions.entries()) {
      const at = ["steps", number - 1, "actions", index];
      if ("ok" in action && action.error === undefined) yield { change: "set", at: [...at, "error"], value: error };
      if (["edit", "create"].includes(action.kind))
        yield { change: "set", at: [...at, "kind"], value: action.kind === "edit" ? "create" : "edit" };
      if (action.kind === "edit") yield { change: "set", at: [...at, "kind"], value: "delete" };
      if (action.kind === "test" && action.notRun === undefined)
        yield { change: "set", at: [...at, "notRun"], value: "died" };
      if (action.kind === "test" && action.failing.length === 0)
        yield { change: "set", at: [...at, "failing"], value: ["t::other"] };
    }
  }
  if (run.submission === undefined) yield { change: "set", at: ["submission"], value: "" };
  if (run.outcome.failingTests.length === 0)
    yield { change: "set", at: ["outcome", "failingTests"], value: ["t::other"] };
  if (run.outcome.regressedTests.length === 0)
    yield { change: "set", at: ["outcome", "regressedTests"], value: ["t::other"] };
  yield* valuesOf(run, [], run);
}

function* valuesOf(value, at, run) {
  const name = at.findLast((part) => typeof part === "string");
  const set = (other) => ({ change: "set", at, value: other });
  if (left.has(name)) return;
  if (Array.isArray(value)) {
    if (name === "steps" && at.length === 1) {
      for (const [index, entry] of value.entries()) yield* valuesOf(entry, [...at, index], run);
      return;
    }
    if (value.length > 0) yield set([]);
    if (value.length > 1) for (const index of value.keys()) yield set(value.filter((_, place) => place !== index));
    if (value.length > 0 && typeof value[0] === "string") yield set([...value, "t::third", "t::fourth"]);
    for (const [index, entry] of value.entries()) yield* valuesOf(entry, [...at, index], run);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      const optional = ["error", "lines", "added", "removed", "fileLines", "notRun", "submission", "relevantFiles"];
      if ([...optional, "path", "line", "evaluatorOutput", "infrastructure", "endedDetail", "command"].includes(key))
        if (key !== "path" || name === "error") yield { change: "unset", at: [...at, key] };
      yield* valuesOf(entry, [...at, key], run);
    }
  } else if (typeof value === "boolean") yield set(!value);
  else if (typeof value === "number") {
    yield set(value + 1);
    if (value > 0) yield set(value - 1);
    if (value > 1) yield set(0);
    yield set(value + 1000);
    if (["passed", "failed", "skipped", "exitCode", "score"].includes(name)) yield set(null);
  } else if (value === null) {
    yield set(0);
    yield set(1);
  } else if (typeof value === "string") yield* textsOf(value, name, at, set, run);
}

function* textsOf(value, name, at, set, run) {
  const known =
    name === "status"
      ? statuses[at[0] === "outcome" ? "outcome" : "step"]
      : (others[name] ?? (name === "kind" ? [] : null));
  if (known !== null) {
    for (const other of known) if (other !== value) yield set(other);
    return;
  }
  const parts = name === "command" || name === "pattern" ? value.split(" ") : value.split("\n");
  const joint = name === "command" || name === "pattern" ? " " : "\n";
  if (value !== "") yield set("");
  if (parts.length > 1 && parts.length < 40)
    for (const index of parts.keys()) yield set(parts.filter((_, place) => place !== index).join(joint));
  for (const other of [`x${value}`, `${value}x`, `x ${value}`, `${value} x`, `${value}\n${value}`, value.toUpperCase()])
    if (other !== value) yield set(other);
  if (["task", "finalMessage", "says", "text", "observation", "message"].includes(name)) {
    const words = value.split(" ");
    if (words.length > 1 && words.length < 40)
      for (const index of words.keys()) yield set(words.filter((_, place) => place !== index).join(" "));
  }
  // A pattern without its boundary takes a part of a word for the word; a line may be there twice, or as a comment.
  for (const [index, part] of parts.length < 40 ? parts.entries() : []) {
    const written = joint === " " ? [`x${part}`, `${part}x`] : [`${part}\n${part}`, `# ${part}`, `  ${part}`];
    for (const other of written) yield set(parts.toSpliced(index, 1, other).join(joint));
    if (joint === "\n" && parts.length < 12)
      for (const word of new Set(part.match(/\w+/g)))
        yield set(parts.toSpliced(index, 1, part.replace(word, `${word}x`)).join(joint));
  }
  if (name === "path") {
    yield set("src/other.py");
    yield set("tests/test_other.py");
    for (const path of new Set(run.steps.flatMap(({ actions }) => actions.map((action) => action.path ?? value))))
      if (path !== value) yield set(path);
  }
}
