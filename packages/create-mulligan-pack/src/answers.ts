import { invalidAnswersError } from "./errors.js";

/** What a scaffold is made from. */
export interface Answers {
  /** `migrations`; empty for a strategy of a project. */
  readonly name: string;
  /** `@acme`; empty without one. */
  readonly scope: string;
  readonly namespace: string;
  /** `MISSING_MIGRATION`. */
  readonly type: string;
  readonly licence: string;
  /** As given: absolute, or relative to the working folder. */
  readonly directory: string;
  readonly local: boolean;
}

const words = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Why an answer cannot be used; null for one that can. */
export const problemOf: Readonly<
  Record<"name" | "scope" | "namespace" | "type" | "licence", (value: string) => string | null>
> = {
  name: (value) => (words.test(value) ? null : `a name is lower case with hyphens, as in migrations; found "${value}"`),
  scope: (value) =>
    value === "" || /^@[a-z0-9][a-z0-9._-]*$/.test(value)
      ? null
      : `a scope starts with @, as in @acme; found "${value}"`,
  namespace: (value) => {
    if (!words.test(value)) return `a namespace is lower case with hyphens, as in acme-mobile; found "${value}"`;
    return taken.includes(value) ? `the namespace "${value}" is taken; choose one of your own` : null;
  },
  type: (value) =>
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(value)
      ? null
      : `a failure type is written in capitals with underscores, as in MISSING_MIGRATION; found "${value}"`,
  licence: (value) => (/^[\w.+() -]+$/.test(value) ? null : `a licence has an SPDX name, as in MIT; found "${value}"`),
};

const taken = ["caller", "core", "default", "integrity", "local", "process", "tooling", "verification"];

/** @throws MulliganError `usage` with all problems. */
export function checkAnswers(answers: Answers): void {
  const { local } = answers;
  const problems = (["name", "scope", "namespace", "type", "licence"] as const)
    .filter((key) => !local || key === "type")
    .flatMap((key) => {
      const problem = problemOf[key](answers[key]);
      return problem === null ? [] : [`--${key}: ${problem}`];
    });
  if (problems.length > 0) throw invalidAnswersError(problems);
}

/** `mulligan-pack-migrations`, within its scope. */
export function packageNameOf({ name, scope }: Pick<Answers, "name" | "scope">): string {
  const bare = name.startsWith("mulligan-pack-") ? name : `mulligan-pack-${name}`;
  return scope === "" ? bare : `${scope}/${bare}`;
}

/** The namespace, where none is given: `acme-migrations`. */
export function namespaceOf({ name, scope }: Pick<Answers, "name" | "scope">): string {
  const bare = name.replace(/^mulligan-pack-/, "");
  return scope === "" ? bare : `${scope.slice(1).replaceAll(/[^a-z0-9]+/g, "-")}-${bare}`;
}
