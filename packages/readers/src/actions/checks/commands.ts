import { taskWords } from "../shell/task-words.js";
import { baseName } from "../shell/unwrap.js";

type Kind = "program" | "build" | "types" | "lint";

const byName: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["tsc", "types"],
  ["vue-tsc", "types"],
  ["tsgo", "types"],
  ["mypy", "types"],
  ["pyright", "types"],
  ["basedpyright", "types"],
  ["pyre", "types"],
  ["pytype", "types"],
  ["flow", "types"],
  ["ty", "types"],
  ["svelte-check", "types"],
  ["dmypy", "types"],
  ["sorbet", "types"],
  ["srb", "types"],
  ["phpstan", "types"],
  ["psalm", "types"],
  ["golangci-lint", "lint"],
  ["staticcheck", "lint"],
  ["clippy-driver", "lint"],
  ["swiftlint", "lint"],
  ["gcc", "build"],
  ["g++", "build"],
  ["clang", "build"],
  ["clang++", "build"],
  ["cc", "build"],
  ["javac", "build"],
  ["kotlinc", "build"],
  ["rustc", "build"],
  ["ninja", "build"],
  ["msbuild", "build"],
  ["xcodebuild", "build"],
  ["webpack", "build"],
  ["rollup", "build"],
  ["esbuild", "build"],
  ["py_compile", "build"],
  ["compileall", "build"],
  ["swiftc", "build"],
  ["sbt", "build"],
  ["bazel", "build"],
  ["scons", "build"],
]);

const byVerb: Readonly<Record<string, readonly (readonly [RegExp, Kind])[]>> = {
  go: [
    [/^build$/, "build"],
    [/^vet$/, "types"],
    [/^(?:run|install)$/, "program"],
    [/^test$/, "build"],
  ],
  cargo: [
    [/^(?:build|b|doc)$/, "build"],
    [/^(?:check|c)$/, "types"],
    [/^clippy$/, "lint"],
    [/^(?:run|r|bench)$/, "program"],
    [/^test$/, "build"],
  ],
  dotnet: [
    [/^(?:build|publish)$/, "build"],
    [/^run$/, "program"],
  ],
  swift: [
    [/^build$/, "build"],
    [/^run$/, "program"],
  ],
  mvn: [[/^(?:compile|package|test-compile|install|verify)$/, "build"]],
  mvnw: [[/^(?:compile|package|test-compile|install|verify)$/, "build"]],
  gradle: [
    [/^(?::?[\w-]+:)*(?:build|assemble|compile\w*|classes|jar)$/, "build"],
    [/^run$/, "program"],
  ],
  gradlew: [
    [/^(?::?[\w-]+:)*(?:build|assemble|compile\w*|classes|jar)$/, "build"],
    [/^run$/, "program"],
  ],
  cmake: [[/^--build$/, "build"]],
  next: [[/^build$/, "build"]],
  vite: [[/^build$/, "build"]],
  flutter: [
    [/^(?:build|run)$/, "build"],
    [/^analyze$/, "types"],
  ],
  dart: [
    [/^analyze$/, "types"],
    [/^(?:run|compile)$/, "build"],
  ],
  mix: [[/^compile$/, "build"]],
  zig: [[/^build(?:-exe|-lib)?$/, "build"]],
  stack: [[/^build$/, "build"]],
  cabal: [[/^build$/, "build"]],
  deno: [[/^check$/, "types"]],
  biome: [],
  ng: [[/^build$/, "build"]],
};

const taskRunner =
  /^(?:npm|pnpm|yarn|bun|deno|make|gmake|just|task|mise|turbo|nx|rake|composer|hatch|invoke|inv|poe|lerna|rush)$/;
const taskKinds: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:type-?check|types?|tsc|check[:-]?types?|mypy|pyright|check)(?:[:_-][\w-]+)?$/, "types"],
  [/^(?:build|compile|bundle|dist|all)(?:[:_-][\w.-]+)?$/, "build"],
  [/^(?:start|dev|serve|run)(?:[:_-][\w-]+)?$/, "program"],
  [/^lint(?:[:_-][\w-]+)?$/, "lint"],
];

const asksOnly = /^(?:--version|-V|--help|-h|version|help)$/;

/** What kind of check a command is by its name alone; undefined where its name does not tell. */
export function checkKind(words: readonly string[]): Kind | undefined {
  const name = baseName(words[0] ?? "");
  if (words.length === 2 && asksOnly.test(words[1]!)) return undefined;
  if (/^g?make$/.test(name) && words.some((word) => word === "-n" || word === "--dry-run" || word === "--just-print"))
    return undefined;
  if (name === "cargo" || name === "go" || Object.hasOwn(byVerb, name)) {
    const verbs = words
      .slice(1)
      .filter((word) => !word.startsWith("+") && (!word.startsWith("-") || word === "--build"));
    const options = byVerb[name]!;
    for (const verb of name === "mvn" || name === "mvnw" || name.startsWith("gradle") ? verbs : verbs.slice(0, 1)) {
      for (const [pattern, kind] of options) if (pattern.test(verb)) return kind;
    }
    return undefined;
  }
  const direct = byName.get(name);
  if (direct !== undefined) return direct;
  if (!taskRunner.test(name)) return undefined;
  const [verb] = taskWords([name, ...words.slice(1)]);
  if (verb === undefined) return name === "make" || name === "gmake" ? "build" : undefined;
  for (const [pattern, kind] of taskKinds) if (pattern.test(verb)) return kind;
  return undefined;
}

/** A linter named by the task `lint`: only one that also checks types says something about the code. */
const typedLinters =
  /golangci-lint|staticcheck|go vet|clippy|mypy|pyright|\btsc\b|vue-tsc|phpstan|psalm|pylint|swiftlint|typescript-eslint|error TS\d+|\blint:go\b|\.go:\d+:\d+: .*\(\w+\)$/m;

export function lintChecksTypes(words: readonly string[], output: string): boolean {
  const name = baseName(words[0] ?? "");
  return byName.has(name) || name === "cargo" || typedLinters.test(output);
}
