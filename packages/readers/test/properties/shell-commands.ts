import fc from "fast-check";
import { hostileTexts, inheritedNames } from "./hostile-values.js";

const name = fc.constantFrom(
  ...["cat", "sed", "grep", "git", "python", "python3", "pytest", "npm", "make", "echo", "cd", "rm", "mv", "cp", "tee"],
  ...["find", "xargs", "bash", "sh", "env", "timeout", "sudo", "patch", "awk", "perl", "node", "pip", "head", "curl"],
  ...["go", "cargo", "mvn", "./gradlew", "tox", "for", "if", "while", "case", "function", "export", "source", "exec"],
  ...inheritedNames,
);

const plainWord = fc.oneof(
  fc.constantFrom(
    "-c",
    "-i",
    "-n",
    "-e",
    "-m",
    "-rn",
    "--",
    "-",
    "-lc",
    "--file=a.py",
    "test",
    "run",
    "checkout",
    "apply",
  ),
  fc.constantFrom(
    "src/a.py",
    "/repo/tests/test_a.py",
    "*.py",
    "{a,b}.ts",
    "~",
    "$HOME/x",
    "${A:-b}",
    "$(",
    "`ls`",
    "s/a/b/",
  ),
  fc.constantFrom(
    "1,40p",
    "10q",
    "/a/,/b/d",
    "s|(x|y)*|z|g",
    "HEAD~1",
    "a=b",
    "é",
    "日本",
    "\u202e",
    "$((1 + 2))",
    "!!",
  ),
  fc.constantFrom(...hostileTexts.filter((text) => text.length < 100)),
  fc.string({ maxLength: 12 }),
);

const { command } = fc.letrec<{ word: string; simple: string; command: string }>((tie) => ({
  word: fc.oneof(
    { maxDepth: 3 },
    { weight: 6, arbitrary: plainWord },
    tie("command").map((inner) => `$(${inner})`),
    tie("command").map((inner) => `"${inner}"`),
    tie("command").map((inner) => `'${inner}'`),
    plainWord.map((text) => `$'${text}'`),
    tie("command").map((inner) => `<(${inner})`),
  ),
  simple: fc
    .tuple(
      name,
      fc.array(tie("word"), { maxLength: 5 }),
      fc.constantFrom("", "", " > out.txt", " 2>&1", " < in", " >> a.py", " 2>/dev/null", " &> log", " <<< word", " >"),
    )
    .map(([first, words, redirection]) => `${first} ${words.join(" ")}${redirection}`),
  command: fc.oneof(
    { maxDepth: 3 },
    { weight: 5, arbitrary: tie("simple") },
    fc
      .tuple(tie("command"), fc.constantFrom(" && ", " || ", " | ", "; ", "\n", " & ", " |& ", " ;; "), tie("command"))
      .map(([left, between, right]) => `${left}${between}${right}`),
    fc
      .tuple(tie("simple"), fc.constantFrom("EOF", "'EOF'", '"PY"', "-END", "\\X"), tie("command"), fc.boolean())
      .map(([head, mark, body, closed]) => `${head} <<${mark}\n${body}\n${closed ? mark.replace(/\W/g, "") : ""}\n`),
    tie("command").map((inner) => `for f in a b; do ${inner}; done`),
    tie("command").map((inner) => `while read -r line; do ${inner}; done < list`),
    tie("command").map((inner) => `if ${inner}; then echo a; elif b; then c; else ${inner}; fi`),
    tie("command").map((inner) => `case "$x" in a|b) ${inner};; *) :;; esac`),
    tie("command").map((inner) => `f() { ${inner}; }; f`),
    tie("command").map((inner) => `( ${inner} )`),
    tie("command").map((inner) => `{ ${inner}; }`),
    tie("command").map((inner) => `bash -lc '${inner}'`),
    tie("command").map((inner) => `python - <<'PY'\nopen('a.py', 'w').write("""${inner}""")\nPY`),
    tie("command").map((inner) => `python -c "${inner}"`),
    tie("command").map((inner) => `# ${inner}`),
  ),
}));

/** Command lines, most of them well formed, others cut or with a piece of another in them. */
export const shellCommand: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: command },
  fc.tuple(command, fc.nat(400)).map(([text, end]) => text.slice(0, end)),
  fc.tuple(command, fc.nat(400), fc.string()).map(([text, at, more]) => `${text.slice(0, at)}${more}${text.slice(at)}`),
  fc.string({ unit: "binary", maxLength: 200 }),
);
