import type { Facts, PathClass } from "@mulligan/core";

const testPlace = /(?:^|\/)(?:tests?|spec|specs|__tests__|testing|test_data|testdata|fixtures)\//i;
const testName =
  /(?:^|\/)(?:test_[^/]*\.py|[^/]*_test\.(?:go|py|rb|cc|cpp)|[^/]*[.-](?:test|spec)\.[cm]?[jt]sx?|[^/]*(?:Test|Tests|IT)\.(?:java|kt|cs))$/;
const scratchName =
  /^(?:re?pro(?:duce[a-z]*|duction)?|debug|scratch|tmp|temp|demo|try|check|verify|explore|example|test)(?:[_-][^/]*)?\.(?:py|js|mjs|cjs|ts|rb|go|sh|php|java|sql|txt|rs|c|cpp)$/i;
const byProduct =
  /(?:\.(?:orig|rej|bak|backup|old|swp|pyc)|~|\.patch|\.diff|(?:^|\/)\.DS_Store)$|(?:^|\/)__pycache__\//;
const generated =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|Pipfile\.lock|Cargo\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock)$|\.snap$/;

/** What the run's actions take a file for; of a path that no action changed, what its name says. */
export function pathKindOf(path: string, made: boolean, facts: Facts): PathClass {
  const edit = facts.files
    .get(path)
    ?.edits.findLast(({ action }) => action.effect === "changed" && action.kind !== "delete");
  if (edit !== undefined) return edit.action.pathClass;
  if (made && byProduct.test(path)) return "scratch";
  if (made && !path.includes("/") && scratchName.test(path)) return "scratch";
  if (isLockFile(path)) return "generated";
  return testPlace.test(path) || testName.test(path) ? "test" : "product";
}

/** Written by a tool, not by hand: lock files and snapshots. */
export function isLockFile(path: string): boolean {
  return generated.test(path);
}
