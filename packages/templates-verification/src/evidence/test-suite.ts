import type { Episode, Facts } from "@mulligan/core";

const testPath =
  /(?<![\w/.-])(?:[\w.-]+\/)*(?:test_\w+\.py|\w+_test\.(?:py|go|rb|exs|dart|cc|cpp)|unittest_\w+\.py|[\w.-]+\.(?:test|spec)\.[cm]?[jt]sx?|\w+Tests?\.(?:java|kt|cs|scala|php|swift)|\w+_spec\.rb)(?![\w/])/g;
const testFolder =
  /(?<![\w-])(?:tests?|testing|spec|__tests__)\/|(?<![\w/.-])(?:\.\/)?(?:tests|testing|spec|__tests__)(?=\s|$)/m;

export interface TestSuite {
  /** A test file that the run had before its eyes and that carries the name of an edited file. */
  readonly nearest: string | null;
  /** The run shows test files that were there before. */
  readonly seen: boolean;
}

/** What the run shows of the repository's own tests. Reads the observations: only for what would be reported otherwise. */
export function testSuiteOf(episode: Episode, facts: Facts, edited: readonly string[]): TestSuite {
  const paths = new Set<string>();
  const own = new Set<string>();
  let seen = false;
  for (const { actions, observation } of episode.steps) {
    for (const action of actions) {
      if (action.kind === "look" && action.pathClass === "test" && action.found) paths.add(action.path);
      if (action.kind === "create") own.add(nameOf(action.path));
      if (action.kind === "test" && !action.ownTestsOnly)
        for (const target of action.targets) paths.add(target.split("::", 1)[0] ?? target);
    }
    if (!actions.some(({ kind }) => kind === "list" || kind === "search" || kind === "look" || kind === "other"))
      continue;
    const text = observation.slice(0, 30_000);
    for (const [path] of text.matchAll(testPath)) paths.add(path);
    seen ||= testFolder.test(text);
  }
  const others = [...paths].filter(
    (path) =>
      !own.has(nameOf(path)) && (facts.files.get(path)?.createdAt ?? null) === null && path.match(testPath) !== null,
  );
  return { nearest: nearestOf(others, edited), seen: seen || others.length > 0 };
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
