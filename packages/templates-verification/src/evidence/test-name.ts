/** A test's own name: without file, classes and parameters, which runners print in different ways. */
export function testName(test: string): string {
  return (test.split(/[\s[(]/, 1)[0] ?? "").split(/::|[./#>]/).at(-1) ?? "";
}

/** The file of a test's name or target: `tests/test_a.py::test_b`, `src/a.test.ts > cart > adds`, `./spec/a_spec.rb:4`. */
export function fileOfTest(test: string): string {
  return (test.split(/::| [›>] /, 1)[0] ?? test).replace(/^\.\//, "").replace(/:\d+$/, "");
}

/** The class that a test's name carries before its own: `TaxTest.books`, `tax.TaxTest#books`; empty where there is none. */
export function classOfTest(test: string): string {
  const parts = (test.split(/[\s[(]/, 1)[0] ?? "").split(/::|[./#>]/);
  const before = parts.at(-2) ?? "";
  return /^(?:Test[A-Z]\w+|\w+(?:Tests?|TestCase|Spec))$/.test(before) ? before : "";
}

/** Before or behind the name of what is tested. */
const testAffix = /^(?:test|unittest|spec)s?[_-]|[._-]?(?:tests?|testcase|spec|unit)$/i;

/** `a` and `io` are the stems of too many files. */
const shortestStem = 3;

/** `tests/test_tax.py`, `tax.spec.ts` and `TaxTest.java` are named after `tax.py`, `tax.ts` and `Tax.java`. */
export function isNamedAfter(testFile: string, path: string): boolean {
  const stem = stemOf(testFile);
  const bare = stem.replace(testAffix, "");
  return bare !== stem && bare.length >= shortestStem && bare.toLowerCase() === stemOf(path).toLowerCase();
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
}
