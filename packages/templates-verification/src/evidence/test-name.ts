/** A test's own name: without file, classes and parameters, which runners print in different ways. */
export function testName(test: string): string {
  return (test.split(/[\s[(]/, 1)[0] ?? "").split(/::|[./#>]/).at(-1) ?? "";
}

/** What stands before the first `::` of a test's name or target: its file. */
export function fileOfTest(test: string): string {
  return test.split("::", 1)[0] ?? test;
}
