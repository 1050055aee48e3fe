import type { LineChange } from "../evidence/own-lines.js";
import { linesOf } from "../evidence/own-lines.js";

export type Weakening =
  | { readonly kind: "skipped"; readonly line: string }
  | { readonly kind: "emptied"; readonly line: string }
  | { readonly kind: "tests-lost"; readonly line: string; readonly before: number; readonly after: number }
  | { readonly kind: "test-removed"; readonly line: string }
  | { readonly kind: "assertion-removed"; readonly line: string }
  | { readonly kind: "assertion-loosened"; readonly line: string; readonly now: string }
  | { readonly kind: "expectation-changed"; readonly line: string; readonly now: string };

const definition =
  /^(?:async\s+)?def\s+(test\w*)|^(?:it|test|describe|context|specify)(?:\.\w+)?\s*\(\s*(["'`].+?["'`])|^func\s+(Test\w+)|^(?:public\s+|private\s+)?(?:static\s+|async\s+)*(?:void|fun|function|fn)\s+(\w*[Tt]est\w*)|^(?:it|test)\s+(["'].+?["'])\s+do\b/;
const skipMarker =
  /^@(?:pytest\.mark\.(?:skip|xfail)\b(?!if)|unittest\.(?:skip|expectedFailure)\b(?!If|Unless)|(?:skip|expectedFailure)\b(?!If|Unless)|Disabled\b|Ignore\b)|^(?:pytest\.(?:skip|xfail)|self\.skipTest|t\.Skip(?:Now|f)?)\s*\(|^#\[ignore|^(?:it|test|describe|context)\.skip\s*\(|^(?:xit|xtest|xdescribe)\s*\(|^raise (?:unittest\.)?SkipTest\b|^(?:skip|pending)\s+["']/;
const trivial =
  /^(?:assert\s+True\s*(?:#.*)?$|self\.assertTrue\(\s*True\s*\)|expect\(\s*(true|1)\s*\)\.(?:toBe|toEqual)\(\s*\1\s*\)|assert\.(?:ok|isTrue)\(\s*true\s*\)|assert!\(\s*true\s*\)|assertTrue\(\s*true\s*\))/;
const assertion =
  /\bassert\w*\b|\bexpect\s*\(|\.should\b|\bt\.(?:Error|Fatal|Fail)\w*\(|\brequire\.\w+\(|\b(?:EXPECT|ASSERT|CHECK)_\w+\(|\bverify\(/;
/** Asks for one value. */
const exact =
  /^assert\b[^=<>!]*==|\bassert_?[Ee]quals?\b|\bassert\.(?:equal|strictEqual|deepEqual|deepStrictEqual|Equal)\(|\bassert_eq!|\.(?:toBe|toEqual|toStrictEqual)\(|\bEXPECT_EQ\(/;
/** Asks only that there is something. */
const loose =
  /^assert\s+(?:[^=<>!]*\bis not None|isinstance\(.*\)|[\w.]+(?:\([^()]*\))?)\s*(?:#.*)?$|\bassert(?:IsNotNone|NotNull|IsInstance)\b|\bassert\.(?:ok|exists|NotNil)\(|\.(?:toBeDefined|toBeTruthy|toBeInstanceOf)\(|\.not\.(?:toBeNull|toBeUndefined)\(/;
/** A call that may assert by itself. */
const helper = /^(?!#|\/\/).*\b(?:check|verify|ensure|validate|compare|must)\w*\s*\(/i;
const conditional = /^(?:if|elif|else|unless|switch|case|try|except|catch)\b/;
const comment = /^(?:#(?!\[)|\/\/|\/?\*|--)/;

/** The name of the test that a line defines; null for other lines. */
export function testName(line: string): string | null {
  const match = definition.exec(line);
  return match === null ? null : (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? null);
}

export function isAssertion(line: string): boolean {
  return assertion.test(line) && !comment.test(line);
}

/**
 * How a change weakens tests that were there before; null where it does not, or where that cannot be told. `movedTo` tells
 * whether a test still exists elsewhere.
 */
export function weakeningOf(change: LineChange, movedTo: (test: string) => boolean): Weakening | null {
  const { lost, gained } = change;
  const newTests = gained.some((line) => testName(line) !== null);
  const skip = gained.find((line) => skipMarker.test(line));
  if (skip !== undefined && isOfExistingTest(change, skip)) return { kind: "skipped", line: skip };

  const many = manyTestsLost(change, movedTo);
  if (many !== null) return many;

  const lostTest = lost.find((line) => testName(line) !== null);
  if (lostTest !== undefined) {
    const gone = !newTests && !movedTo(testName(lostTest) ?? "");
    return gone ? { kind: "test-removed", line: lostTest } : null;
  }
  const lostAssertions = lost.filter(isAssertion);
  const empty = gained.find((line) => trivial.test(line));
  if (empty !== undefined && lostAssertions.length > 0) return { kind: "emptied", line: empty };
  const lostAssertion = lostAssertions[0];
  if (lostAssertion !== undefined && !newTests && !gained.some((line) => isAssertion(line) || helper.test(line))) {
    return { kind: "assertion-removed", line: lostAssertion };
  }
  return loosenedAssertion(change) ?? changedExpectation(change);
}

/** One assertion of a value that became one of any. */
function loosenedAssertion({ lost, gained }: LineChange): Weakening | null {
  const [line = ""] = lost;
  const [now = ""] = gained;
  if (lost.length !== 1 || gained.length !== 1 || !exact.test(line) || exact.test(now) || !loose.test(now)) return null;
  return { kind: "assertion-loosened", line, now };
}

const fewestLost = 3;
/** One test stands for many inputs. */
const parametrised =
  /\bparametri[sz]e\b|\.each\b|\bsubTest\b|\bt\.Run\(|@ParameterizedTest\b|\bdata_provider\b|@dataProvider\b/i;

/**
 * A write that leaves less than half of the tests that it replaces, three at least being gone; whatever a run said before.
 * Not: tests that became cases of one, or moved.
 */
function manyTestsLost(
  { lost, gained, kept, action }: LineChange,
  movedTo: (test: string) => boolean,
): Weakening | null {
  const gone = lost.filter((line) => testName(line) !== null);
  if (gone.length < fewestLost || gained.some((line) => parametrised.test(line))) return null;
  const before = gone.length + kept.filter((line) => testName(line) !== null).length;
  const after = linesOf(action.added).filter((line) => testName(line) !== null);
  const names = new Set(after.map(testName));
  const missing = gone.filter((line) => !names.has(testName(line)) && !movedTo(testName(line) ?? ""));
  if (missing.length < fewestLost || after.length * 2 >= before) return null;
  return { kind: "tests-lost", line: missing[0]!, before, after: after.length };
}

/** The marker stands on a test that the edit shows and the agent did not write. */
function isOfExistingTest({ kept, gained, lost, own }: LineChange, marker: string): boolean {
  if (gained.some((line) => testName(line) !== null && line !== marker)) {
    // `it("x")` that became `it.skip("x")` is the same test under another call.
    return false;
  }
  if (
    /^\w[\w.]*\s*\(|^raise\b/.test(marker) &&
    testName(marker) === null &&
    gained.some((line) => conditional.test(line))
  )
    return false;
  const replaced = testName(marker);
  if (replaced !== null) return lost.some((line) => testName(line) === replaced);
  const marked = kept.filter((line) => testName(line) !== null);
  return marked.length > 0 && marked.every((line) => !own.has(line));
}

const literal =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`\n]*`|\b\d[\d_.]*(?:e[+-]?\d+)?\b|\b(?:True|False|true|false|None|null|nil)\b/g;

/** Lines of an assertion that stayed the same but for a literal. */
function changedExpectation({ lost, gained, action }: LineChange): Weakening | null {
  if (lost.length === 0 || lost.length > 6 || lost.length !== gained.length) return null;
  if (![...linesOf(action.removed)].some(isAssertion)) return null;
  const pairs = lost.map((line, index) => [line, gained[index] ?? ""] as const);
  if (!pairs.every(([before, after]) => before.replaceAll(literal, "·") === after.replaceAll(literal, "·")))
    return null;
  const [first] = pairs;
  return first === undefined || comment.test(first[0])
    ? null
    : { kind: "expectation-changed", line: first[0], now: first[1] };
}

/** Literals that each of two lines has and the other has not, without quotes. */
export function differingLiterals(
  before: string,
  after: string,
): { readonly old: readonly string[]; readonly new: readonly string[] } {
  const left = literalsOf(before);
  const right = literalsOf(after);
  return { old: left.filter((word) => !right.includes(word)), new: right.filter((word) => !left.includes(word)) };
}

function literalsOf(line: string): readonly string[] {
  return [...line.matchAll(literal)].map(([word]) => word.replaceAll(/^["'`]|["'`]$/g, ""));
}
