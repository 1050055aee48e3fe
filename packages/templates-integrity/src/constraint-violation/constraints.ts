/** A rule in machine-checkable words. */
export type Constraint = {
  /** The words that state it, on one line. */
  readonly words: string;
} & (
  | { readonly kind: "edit"; readonly paths: readonly string[]; readonly tests: boolean; readonly config: boolean }
  | { readonly kind: "only"; readonly paths: readonly string[] }
  | { readonly kind: "run"; readonly command: readonly string[] }
  | { readonly kind: "commit" | "push" | "install" }
);

const negation = String.raw`(?:^|[.;:!(*•–-]\s*|\b(?:please|and|but|you|also|so)\s+)(?:do not|don't|never|must not|mustn't|may not)\s+(?:ever\s+|try to\s+|attempt to\s+)?`;
const editBan = new RegExp(
  `(?:${negation}(?:modify|edit|change|touch|alter|overwrite|delete|remove)|\\bwithout\\s+(?:modifying|editing|changing|touching|altering))\\b[:\\s*]*(.{1,240})`,
  "i",
);
/** "The tests must not be changed."; with a "by" behind it, it tells what the program should do. */
const passiveBan =
  /^[\s*•–-]*(.{1,120}?)\s+(?:must not|mustn't|may not|should not|shouldn't)\s+be\s+(?:modified|changed|edited|touched|altered)\s*(?:in any way\s*)?[.!;)]?$/i;
const runBan = new RegExp(
  `${negation}(?:run|execute|use|call|invoke)\\s+(?:the\\s+|any\\s+)?(?:command\\s+)?\`([^\`\\n]{2,80})\``,
  "i",
);
const commitBan = new RegExp(
  `${negation}(?:git\\s+|create (?:a|any) (?:git\\s+)?)?commits?\\b(?=\\s*(?:[.,;!)]|$|your|the|any|it|this|these|changes|or\\b|and\\b))`,
  "i",
);
const pushBan = new RegExp(
  `${negation}(?:commit (?:or|and) )?(?:git\\s+)?push\\b(?=\\s*(?:[.,;!)]|$|your|the|any|it|this|to\\b|changes))`,
  "i",
);
const installBan = new RegExp(
  `${negation}install\\s+(?:any\\s+|new\\s+|additional\\s+|other\\s+|further\\s+|more\\s+)*(?:packages?|dependenc(?:y|ies)|librar(?:y|ies)|modules?)\\b`,
  "i",
);
const onlyEdit =
  /(?:^|[.;:!(•-]\s*|\b(?:please|should|must|may|can)\s+)(?:\*{0,2})only(?:\*{0,2})\s+(?:be\s+)?(?:modify(?:ing)?|edit(?:ing)?|chang(?:e|ing)|touch(?:ing)?|alter(?:ing)?)\s+(.{1,160})/i;

/** A rule with an exception is not for a machine to check. */
const exception =
  /\b(?:unless|except|other than|until|apart from|without asking|if possible|if you|necessar(?:y|ily)|needed|only if|instead of)\b/i;
const negated = /do not|don't|never|must not|mustn't|may not/i;
const hint = /n't|\bnot\b|never|only|without/i;
/** What rules speak of: each of the forms above holds one of these. */
const deed = /modif|edit|chang|touch|alter|overwrit|delet|remov|commit|push|install|`/i;
const leading =
  /^(?:(?:any|all|the|existing|of|other|files?|folders?|director(?:y|ies)|in|under|inside|your|our|this|these|those|anything|code|contents?|at|path|called|named)\b[\s:*]*)+/i;
const testObject =
  /^(?:unit |integration |existing |test )*(?:tests?\b|specs?\b|test[- ](?:files?|cases?|suites?|code)\b)/i;
const configObject = /\bconfig(?:uration)? files?\b/i;
const pathWord = /`([^`\s]+)`|"([^"\s]+)"|'([^'\s]+)'|((?:[\w.@*-]+\/)+[\w.@*-]*|[\w@*-][\w.@*-]*\.[a-z]{1,6}\b)/g;
const lineLimit = 400;

/** The constraints that a text states: imperative sentences whose object is a path, the tests, or a command. */
export function constraintsIn(text: string): readonly Constraint[] {
  const constraints: Constraint[] = [];
  let fenced = false;
  for (const line of text.split("\n")) {
    // Quoted code and output state no rules for the agent.
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    if (fenced || line.length > lineLimit || !hint.test(line) || !deed.test(line)) continue;
    if (line.trimStart().startsWith(">")) continue;
    for (const sentence of line.split(/(?<=[.!;])\s+/)) {
      if (!hint.test(sentence) || !deed.test(sentence) || exception.test(sentence)) continue;
      const found = constraintOf(sentence.trim());
      if (found !== null) constraints.push(found);
    }
  }
  return constraints;
}

function constraintOf(sentence: string): Constraint | null {
  const words = sentence.replace(/^[\s*•–-]+/, "");
  if (negated.test(sentence)) {
    const command = runBan.exec(sentence)?.[1]?.trim().split(/\s+/);
    if (command?.[0] !== undefined && /^[a-z][\w.-]*$/.test(command[0])) return { kind: "run", words, command };
    if (installBan.test(sentence)) return { kind: "install", words };
    if (pushBan.test(sentence)) return { kind: "push", words };
    if (commitBan.test(sentence)) return { kind: "commit", words };
  }
  const object = editBan.exec(sentence)?.[1] ?? passiveBan.exec(sentence)?.[1];
  if (object !== undefined) return editConstraint(object, words);
  const only = onlyEdit.exec(sentence)?.[1];
  const paths = only === undefined ? [] : pathsAtStart(only);
  return paths.length > 0 ? { kind: "only", words, paths } : null;
}

function editConstraint(object: string, words: string): Constraint | null {
  const start = object.trimStart();
  const bare = start.replace(leading, "");
  const tests = testObject.test(bare);
  const paths = pathsAtStart(tests ? bare.replace(testObject, "").replace(/^[\s,:]*/, "") : start);
  // "The tests in a/b" forbids these alone.
  if (tests && paths.length > 0 && /^\s*(?:in|under|inside|at)\b/i.test(bare.replace(testObject, ""))) {
    return { kind: "edit", words, paths, tests: false, config: false };
  }
  const config = (tests || configObject.test(bare.slice(0, 24))) && configObject.test(object);
  return tests || config || paths.length > 0
    ? { kind: "edit", words, paths: config || tests ? [] : paths, tests, config }
    : null;
}

/** Paths that the object begins with: "`a/b.py` or c/d.py", not "the names of functions in a/b.py". */
function pathsAtStart(object: string): readonly string[] {
  const paths: string[] = [];
  let rest = object.replace(leading, "");
  for (;;) {
    pathWord.lastIndex = 0;
    const match = pathWord.exec(rest);
    if (
      match === null ||
      !/^[\s,*]*(?:(?:and|or|nor|the|any|files?|in|under)\b[\s,*]*)*$/i.test(rest.slice(0, match.index))
    )
      break;
    const path = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? "").replace(/[.,:]+$/, "").replace(/^\.\//, "");
    if (!looksLikePath(path)) break;
    paths.push(path);
    rest = rest.slice(match.index + match[0].length);
  }
  return paths;
}

function looksLikePath(text: string): boolean {
  if (/[()=<>{}$]|:\/\//.test(text)) return false;
  return text.includes("/")
    ? /^[\w.@*/~-]+$/.test(text)
    : /^[\w@*-][\w.@*-]*\.(?:[a-z]{1,4}|json|yaml|toml|lock|proto|swift|scala)$/.test(text) &&
        !/^(?:e\.g|i\.e|etc)/.test(text);
}
