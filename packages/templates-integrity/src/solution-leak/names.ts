import type { Episode, Facts } from "@mulligan/core";

const generic = new Set([
  "app",
  "code",
  "home",
  "lib",
  "packages",
  "project",
  "repo",
  "root",
  "src",
  "test",
  "testbed",
  "tests",
  "work",
  "workspace",
  "cmd",
  "docs",
  "internal",
  "pkg",
]);

/** Names that the repository under work goes by: its folder, and the top folders of its code. */
export function repositoryNames({ root = "" }: Episode, facts: Facts): ReadonlySet<string> {
  const names = root
    .split("/")
    .slice(-1)
    .flatMap((name) => [name, ...name.split("__")]);
  for (const { path } of facts.productEdits) {
    const [first = "", second = "", third] = path.split("/");
    if (second !== "")
      names.push(
        first === "src" || first === "lib" || first === "packages" ? (third === undefined ? "" : second) : first,
      );
  }
  return new Set(names.map(normalised).filter((name) => name.length > 2 && !generic.has(name)));
}

/** `scikit-learn`, `Scikit_Learn` → `scikitlearn`. */
export function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, "").replace(/\d+$/, "");
}
