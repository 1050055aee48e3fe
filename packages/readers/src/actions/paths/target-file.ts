/** `tests/test_a.py` of `tests/test_a.py::TestA::test_b`. */
export function targetFile(target: string): string {
  const end = target.indexOf("::");
  return end < 0 ? target : target.slice(0, end);
}
