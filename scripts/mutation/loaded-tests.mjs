/* oxlint-disable no-underscore-dangle -- globals that no source of a package has */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { workerData } from "node:worker_threads";
import { root } from "./bundler.mjs";

const fromVitest = createRequire(createRequire(join(root, "package.json")).resolve("vitest/package.json"));
const vitestExpect = await import(pathToFileURL(fromVitest.resolve("@vitest/expect")));
const { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } = vitestExpect;
chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

/** Comes from the compiled prompt files and needs none of the detectors. */
const leftOut = /generated modules/;

/** The mutant that is active, and, where they are asked for, those that were reached. */
export const switches = { active: -1, reached: null };
globalThis.__mutant = (id) => {
  switches.reached?.add(id);
  return id === switches.active;
};

export let tests = [];
let file = "";
const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect, { getState: () => ({ testPath: file }) });
for (const name of Object.getOwnPropertyNames(globalThis[vitestExpect.ASYMMETRIC_MATCHERS_OBJECT] ?? {}))
  expect[name] ??= globalThis[vitestExpect.ASYMMETRIC_MATCHERS_OBJECT][name];
globalThis.__smallVitest = {
  expect,
  __declare: (name, body) => {
    if (!leftOut.test(name)) tests.push({ name, body, file });
  },
  __testFile: (path) => {
    file = path;
  },
};

const script = new Script(`(function (require, module, exports) {${workerData.code}\n})`, { filename: "tests.cjs" });
const require = createRequire(join(root, "packages/pack-kit/package.json"));

/** Declares all tests anew, so that nothing is remembered of the mutant before. */
export function declareTests() {
  tests = [];
  const module = { exports: {} };
  script.runInThisContext()(require, module, module.exports);
}

/** What the test says; null where it passes. */
export async function failureOf(test) {
  file = test.file;
  try {
    await test.body();
    return null;
  } catch (error) {
    return `${test.name}: ${error.message}`;
  }
}

export async function runTests() {
  for (const test of tests) await failureOf(test);
}
