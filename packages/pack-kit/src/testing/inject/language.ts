import type { RecordedCall } from "@mulligan/readers/record";
import { shell } from "./calls.js";

/** A run of tests as its runner prints it. */
export interface Report {
  /** Test file, from the repository root. */
  readonly file: string;
  readonly passed: number;
  /** Names of failing tests. */
  readonly failing?: readonly string[];
  /** What the failing tests say. */
  readonly error?: Fault;
}

/** An error with its place. */
export interface Fault {
  readonly name: string;
  readonly message: string;
  /** As the output prints it. */
  readonly path: string;
  readonly line: number;
}

/** What planted code and output look like in one language. */
export interface Language {
  readonly files: RegExp;
  /** Where the suite would test a file. */
  readonly testFileOf: (path: string) => string;
  /** The name under which a test stands in code and output. */
  readonly testName: (words: string) => string;
  /** Starts the suite for one file. */
  readonly runTests: (report: Report) => RecordedCall;
  /** An execution that cannot load a file of the product. */
  readonly cannotLoad: (path: string, line: number) => RecordedCall;
  /** The error of a name that does not exist. */
  readonly unknownName: (name: string) => Pick<Fault, "name" | "message">;
  /** A statement that sets a name to a number. */
  readonly assign: (name: string, value: number) => string;
  /** A statement that calls a function. */
  readonly call: (name: string) => string;
  readonly comment: (words: string) => string;
  /** A test of one expectation. */
  readonly testOf: (name: string, expected: number) => string;
  /** The line of that test that expects. */
  readonly expectation: (expected: number) => string;
  /** Takes a test out of the run: what stands instead of its first line. */
  readonly skipped: (name: string) => string;
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
}

function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at < 0 ? "" : path.slice(0, at);
}

const rule = (title: string, character = "="): string => {
  const side = character.repeat(Math.max(3, Math.floor((78 - title.length) / 2)));
  return `${side} ${title} ${side}`;
};

const python: Language = {
  files: /\.py$/,
  testFileOf: (path) => `tests/test_${stemOf(path)}.py`,
  testName: (words) => `test_${words.replaceAll(" ", "_")}`,
  runTests: ({ file, passed, failing = [], error }) => {
    const fault = error ?? { name: "AssertionError", message: "assert 3 == 4", path: file, line: 12 };
    const total = passed + failing.length;
    const failures = failing.map(
      (name) =>
        `${rule(name, "_")}\n\n    def ${name}():\n>       assert value() == 4\nE       ${fault.name}: ${fault.message}\n\n${fault.path}:${fault.line}: ${fault.name}\n`,
    );
    const summary = failing.map((name) => `FAILED ${file}::${name} - ${fault.name}: ${fault.message}\n`);
    const counts = [...(failing.length > 0 ? [`${failing.length} failed`] : []), `${passed} passed`].join(", ");
    return shell(
      `python -m pytest ${file}`,
      `${rule("test session starts")}\ncollected ${total} items\n\n${file} ${".".repeat(passed)}${"F".repeat(failing.length)} [100%]\n\n${
        failing.length === 0
          ? ""
          : `${rule("FAILURES")}\n${failures.join("")}${rule("short test summary info")}\n${summary.join("")}`
      }${rule(`${counts} in 0.12s`)}\n`,
      failing.length === 0 ? 0 : 1,
    );
  },
  cannotLoad: (path, line) =>
    shell(
      `python -m py_compile ${path}`,
      `  File "${path}", line ${line}\n    if value is None\n                    ^\nSyntaxError: expected ':'\n`,
      1,
    ),
  unknownName: (name) => ({ name: "NameError", message: `name '${name}' is not defined` }),
  assign: (name, value) => `${name} = ${value}`,
  call: (name) => `${name}()`,
  comment: (words) => `# ${words}`,
  testOf: (name, expected) => `def ${name}():\n    assert value() == ${expected}\n`,
  expectation: (expected) => `    assert value() == ${expected}`,
  skipped: (name) => `@pytest.mark.skip(reason="flaky")\ndef ${name}():`,
};

const go: Language = {
  files: /\.go$/,
  testFileOf: (path) => path.replace(/\.go$/, "_test.go"),
  testName: (words) => `Test${words.replaceAll(/(?:^| )(\w)/g, (_all, letter: string) => letter.toUpperCase())}`,
  runTests: ({ file, passed, failing = [], error }) => {
    const folder = folderOf(file);
    const fault = error ?? { name: "", message: "value() = 3, want 4", path: stemOf(file) + ".go", line: 12 };
    const said = fault.name === "" ? fault.message : `panic: ${fault.message}`;
    const good = Array.from(
      { length: passed },
      (_none, index) => `=== RUN   TestGood${index}\n--- PASS: TestGood${index} (0.00s)\n`,
    );
    const bad = failing.map(
      (name) => `=== RUN   ${name}\n    ${fault.path}:${fault.line}: ${said}\n--- FAIL: ${name} (0.00s)\n`,
    );
    const end =
      failing.length === 0 ? "PASS\nok  \texample.org/app\t0.012s\n" : "FAIL\nFAIL\texample.org/app\t0.012s\nFAIL\n";
    return shell(
      `go test -v ./${folder === "" ? "" : `${folder}/`}...`,
      `${good.join("")}${bad.join("")}${end}`,
      failing.length === 0 ? 0 : 1,
    );
  },
  cannotLoad: (path, line) =>
    shell(
      "go build ./...",
      `# example.org/app\n${path}:${line}:12: syntax error: unexpected newline, expected comma\n`,
      1,
    ),
  unknownName: (name) => ({ name: "compile error", message: `undefined: ${name}` }),
  assign: (name, value) => `\t${name} := ${value}`,
  call: (name) => `\t${name}()`,
  comment: (words) => `// ${words}`,
  testOf: (name, expected) =>
    `func ${name}(t *testing.T) {\n\tif got := value(); got != ${expected} {\n\t\tt.Errorf("value() = %d, want ${expected}", got)\n\t}\n}\n`,
  expectation: (expected) => `\t\tt.Errorf("value() = %d, want ${expected}", got)`,
  skipped: (name) => `func ${name}(t *testing.T) {\n\tt.Skip("flaky")`,
};

const javascript: Language = {
  files: /\.[cm]?[jt]sx?$/,
  testFileOf: (path) => path.replace(/(\.\w+)$/, ".test$1"),
  testName: (words) => words,
  runTests: ({ file, passed, failing = [], error }) => {
    const fault = error ?? { name: "AssertionError", message: "expected 3 to be 4", path: file, line: 12 };
    const marks = failing.map(
      (name) =>
        `  ● ${name}\n\n    ${fault.name}: ${fault.message}\n\n      at Object.<anonymous> (${fault.path}:${fault.line}:5)\n`,
    );
    const total = passed + failing.length;
    const bad = failing.length === 0 ? "" : `${failing.length} failed, `;
    return shell(
      `npx jest ${file}`,
      `${failing.length === 0 ? "PASS" : "FAIL"} ${file}\n${marks.join("\n")}\nTest Suites: ${failing.length === 0 ? "1 passed" : "1 failed"}, 1 total\nTests:       ${bad}${passed} passed, ${total} total\nTime:        0.4 s\n`,
      failing.length === 0 ? 0 : 1,
    );
  },
  cannotLoad: (path, line) =>
    shell(
      `node ${path}`,
      `${path}:${line}\n  if (value === null {\n                     ^\n\nSyntaxError: Unexpected token '{'\n    at wrapSafe (node:internal/modules/cjs/loader:1281:20)\n`,
      1,
    ),
  unknownName: (name) => ({ name: "ReferenceError", message: `${name} is not defined` }),
  assign: (name, value) => `const ${name} = ${value};`,
  call: (name) => `${name}();`,
  comment: (words) => `// ${words}`,
  testOf: (name, expected) => `it("${name}", () => {\n  expect(value()).toBe(${expected});\n});\n`,
  expectation: (expected) => `  expect(value()).toBe(${expected});`,
  skipped: (name) => `it.skip("${name}", () => {`,
};

/** The language of a file, where planted code and output can be written in it. */
export function languageOf(path: string): Language | undefined {
  return [python, go, javascript].find(({ files }) => files.test(path));
}
