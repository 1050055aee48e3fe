import { shell } from "../calls.js";
import type { Language } from "./language.js";
import { stemOf } from "./names.js";

const rule = (title: string, character = "="): string => {
  const side = character.repeat(Math.max(3, Math.floor((78 - title.length) / 2)));
  return `${side} ${title} ${side}`;
};

/** As pytest prints. */
export const python: Language = {
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
