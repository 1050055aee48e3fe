import type { Episode, Facts } from "@mulligan/core";
import { fileOfTest } from "./test-name.js";

const testPath =
  /(?:[\w.-]+\/)*(?:test_\w+\.py|\w+_test\.(?:py|go|rb|exs|dart|cc|cpp)|unittest_\w+\.py|[\w.-]+\.(?:test|spec)\.[cm]?[jt]sx?|\w+Tests?\.(?:java|kt|cs|scala|php|swift)|\w+_spec\.rb)(?![\w/])/y;
const testFolder =
  /(?<![\w-])(?:tests?|testing|spec|__tests__)\/|(?<![\w/.-])(?:\.\/)?(?:tests|testing|spec|__tests__)(?=\s|$)/m;
/** In every path of tests. */
const mark = /[tT]est|spec/g;
const pathCharacter = /[\w/.-]/;
const pathEnd = /[^\w/.-]/g;
/** Of longer observations only this much is read. */
const readLength = 30_000;

export interface TestSuite {
  /** A test file that the run had before its eyes and that carries the name of an edited file. */
  readonly nearest: string | null;
  /** The run shows test files that were there before. */
  readonly seen: boolean;
}

/** What the run shows of the repository's own tests. Reads the observations: only for what would be reported otherwise. */
export function testSuiteOf(episode: Episode, facts: Facts, edited: readonly string[]): TestSuite {
  let tests = known.get(facts);
  if (tests === undefined) known.set(facts, (tests = testsSeen(episode, facts)));
  return { nearest: nearestOf(tests.paths, edited), seen: tests.seen };
}

interface TestsSeen {
  readonly paths: readonly string[];
  readonly seen: boolean;
}

/** More than one rule asks, of the same facts. */
const known = new WeakMap<Facts, TestsSeen>();

function testsSeen(episode: Episode, facts: Facts): TestsSeen {
  const paths = new Set<string>();
  const own = new Set<string>();
  let seen = false;
  for (const { actions, observation } of episode.steps) {
    for (const action of actions) {
      if (action.kind === "look" && action.pathClass === "test" && action.found) paths.add(action.path);
      if (action.kind === "create") own.add(nameOf(action.path));
      // A target that nothing was executed of may not exist.
      if (action.kind === "test" && action.ran && !action.ownTestsOnly)
        for (const target of action.targets) paths.add(fileOfTest(target));
    }
    if (!actions.some(({ kind }) => kind === "list" || kind === "search" || kind === "look" || kind === "other"))
      continue;
    const folder = collectPaths(observation.slice(0, readLength), paths, !seen);
    seen ||= folder;
  }
  const others = [...paths].filter(
    (path) => !own.has(nameOf(path)) && (facts.files.get(path)?.createdAt ?? null) === null && holdsTestPath(path),
  );
  return { paths: others, seen: seen || others.length > 0 };
}

/**
 * Adds the paths of test files in a text; tells, where asked to, whether the text names a folder of tests. A path
 * starts where a row of path characters does: only rows with a mark are looked at, each once.
 */
function collectPaths(text: string, paths: Set<string>, folders: boolean): boolean {
  let found = false;
  let end = 0;
  mark.lastIndex = 0;
  for (let hit = mark.exec(text); hit !== null; hit = mark.exec(text)) {
    let start = hit.index;
    while (start > end && pathCharacter.test(text.charAt(start - 1))) start -= 1;
    pathEnd.lastIndex = hit.index;
    end = pathEnd.exec(text)?.index ?? text.length;
    testPath.lastIndex = start;
    const path = testPath.exec(text)?.[0];
    if (path !== undefined) paths.add(path);
    if (folders && !found) found = testFolder.test(text.slice(start, end + 1));
    mark.lastIndex = end;
  }
  return found;
}

function holdsTestPath(path: string): boolean {
  const found = new Set<string>();
  collectPaths(path, found, false);
  return found.size > 0;
}

/** The test file named after an edited one; of several the one with the shortest name. */
function nearestOf(paths: readonly string[], edited: readonly string[]): string | null {
  const stems = edited
    .map((path) => nameOf(path).replace(/\..*$/, "").replace(/^_+/, "").toLowerCase())
    .filter((stem) => stem.length > 2);
  const fitting = paths.filter((path) => {
    const words = nameOf(path).toLowerCase().replace(/\..*$/, "");
    return stems.some((stem) =>
      `_${words.replace(/^(?:unit)?test_?|[_.]?(?:tests?|spec)$/g, "")}_`.includes(`_${stem}_`),
    );
  });
  fitting.sort(
    (left, right) =>
      nameOf(left).length - nameOf(right).length || right.length - left.length || (left < right ? -1 : 1),
  );
  return fitting[0]?.replace(/^\.\//, "") ?? null;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
