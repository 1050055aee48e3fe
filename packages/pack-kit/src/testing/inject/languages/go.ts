import { shell } from "../calls.js";
import type { Language } from "./language.js";
import { folderOf, stemOf } from "./names.js";

function packageOf(file: string): string {
  const folder = folderOf(file);
  return folder === "" ? "./..." : `./${folder}/...`;
}

/** As `go test` prints. */
export const go: Language = {
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
