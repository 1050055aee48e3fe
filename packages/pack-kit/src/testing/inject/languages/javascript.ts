import { shell } from "../calls.js";
import type { Language } from "./language.js";

/** As Jest, Node and the TypeScript compiler print. */
export const javascript: Language = {
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
