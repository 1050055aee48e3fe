import type { RecordedCall } from "@mulligan/readers/record";
import { shell } from "./calls.js";

/** A run of tests as its runner prints it. */
export interface Report {
  /** Test file, from the repository root. */
  readonly file: string;
  readonly passed: number;
  /** Names of failing tests. */
  readonly failing?: readonly string[];
  /** What the failing tests say; without it an expectation of theirs does not hold. */
  readonly fault?: Fault;
}

/** An error inside the product, with its place. */
export interface Fault {
  readonly name: string;
  readonly message: string;
  /** Absolute where the root of the repository is known. */
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
  /** Starts the suite for one file, and a name that a product file uses does not exist. */
  readonly unknownName: (name: string, path: string, file: string) => RecordedCall;
  /** An error that the product can raise while a test runs. */
  readonly crash: Pick<Fault, "name" | "message">;
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

function packageOf(file: string): string {
  const folder = folderOf(file);
  return folder === "" ? "./..." : `./${folder}/...`;
}

const rule = (title: string, character = "="): string => {
  const side = character.repeat(Math.max(3, Math.floor((78 - title.length) / 2)));
  return `${side} ${title} ${side}`;
};

const python: Language = {
  files: /\.py$/,
  testFileOf: (path) => `tests/test_${stemOf(path)}.py`,
  testName: (words) => `test_${words.replaceAll(" ", "_")}`,
  runTests: ({ file, passed, failing = [], fault }) => {
    const shown = fault ?? { name: "AssertionError", message: "assert 3 == 4", path: file, line: 12 };
    const total = passed + failing.length;
    const failures = failing.map(
      (name) =>
        `${rule(name, "_")}\n\n    def ${name}():\n>       assert value() == 4\nE       ${shown.name}: ${shown.message}\n\n${shown.path}:${shown.line}: ${shown.name}\n`,
    );
    const summary = failing.map((name) => `FAILED ${file}::${name} - ${shown.name}: ${shown.message}\n`);
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
  unknownName: (name, path, file) =>
    python.runTests({
      file,
      passed: 3,
      failing: ["test_limit"],
      fault: { name: "NameError", message: `name '${name}' is not defined`, path, line: 7 },
    }),
  crash: { name: "TypeError", message: "limit must not be empty" },
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
  runTests: ({ file, passed, failing = [], fault }) => {
    const good = Array.from(
      { length: passed },
      (_none, index) => `=== RUN   TestGood${index}\n--- PASS: TestGood${index} (0.00s)\n`,
    );
    const bad = failing.map((name) =>
      fault === undefined
        ? `=== RUN   ${name}\n    ${stemOf(file)}.go:12: value() = 3, want 4\n--- FAIL: ${name} (0.00s)\n`
        : `=== RUN   ${name}\n--- FAIL: ${name} (0.00s)\npanic: ${fault.message} [recovered]\n\ngoroutine 7 [running]:\nexample.org/app.limitOf(...)\n\t${fault.path}:${fault.line} +0x1d\n`,
    );
    const end =
      failing.length === 0 ? "PASS\nok  \texample.org/app\t0.012s\n" : "FAIL\nFAIL\texample.org/app\t0.012s\nFAIL\n";
    return shell(
      `go test -v ${packageOf(file)}`,
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
  unknownName: (name, path, file) =>
    shell(
      `go test -v ${packageOf(file)}`,
      `# example.org/app
${path}:7:2: undefined: ${name}
FAIL	example.org/app [build failed]
FAIL
`,
      1,
    ),
  crash: { name: "panic", message: "runtime error: index out of range [3] with length 3" },
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
  runTests: ({ file, passed, failing = [], fault }) => {
    const shown = fault ?? { name: "AssertionError", message: "expected 3 to be 4", path: file, line: 12 };
    const marks = failing.map(
      (name) =>
        `  ● ${name}\n\n    ${shown.name}: ${shown.message}\n\n      at Object.<anonymous> (${shown.path}:${shown.line}:5)\n`,
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
    /\.[cm]?tsx?$/.test(path)
      ? shell("npx tsc --noEmit", `${path}(${line},22): error TS1005: ')' expected.\n`, 2)
      : shell(
          `node ${path}`,
          `${path}:${line}\n  if (value === null {\n                     ^\n\nSyntaxError: Unexpected token '{'\n    at wrapSafe (node:internal/modules/cjs/loader:1281:20)\n`,
          1,
        ),
  unknownName: (name, path, file) =>
    javascript.runTests({
      file,
      passed: 3,
      failing: ["limit"],
      fault: { name: "ReferenceError", message: `${name} is not defined`, path, line: 7 },
    }),
  crash: { name: "TypeError", message: "Cannot read properties of undefined (reading 'limit')" },
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
