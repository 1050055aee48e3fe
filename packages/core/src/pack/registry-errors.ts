import { MulliganError } from "../errors.js";
import type { PackMeta } from "./pack.js";
import type { PackProblem } from "./check-value.js";
import type { StandardIssue } from "./standard-schema.js";

export function invalidPacksError(problems: readonly (PackProblem & { readonly pack: string })[]): MulliganError {
  const lines = problems.map(({ pack, path, message }) => `  ${pack}${path === "" ? "" : ` ${path}`}: ${message}`);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new MulliganError("invalid-pack", `${count} with the template packs:\n${lines.join("\n")}`);
}

export function invalidOverridesError(problems: readonly PackProblem[]): MulliganError {
  const lines = problems.map(({ path, message }) => `  overrides.${path}: ${message}`);
  return new MulliganError("invalid-override", `The overrides do not fit:\n${lines.join("\n")}`);
}

export function namespaceClashError(namespace: string, first: PackMeta, second: PackMeta): MulliganError {
  const both = `${first.name}@${first.version} and ${second.name}@${second.version}`;
  const remedy =
    first.name === second.name
      ? `Two copies of ${first.name} are installed; \`pnpm why ${first.name}\` (or \`npm ls ${first.name}\`) shows who brings them.`
      : "Remove one of them from the configuration, or ask an author to choose another namespace.";
  return new MulliganError("namespace-clash", `${both} both claim the namespace "${namespace}". ${remedy}`);
}

export function roleClashError(role: string, first: string, second: string): MulliganError {
  return new MulliganError(
    "role-clash",
    `${first} and ${second} both have the role "${role}", and a registry has room for one. Switch one of them off: overrides: { "${second}": false }.`,
  );
}

export function unknownOverrideError(name: string, known: readonly string[]): MulliganError {
  return new MulliganError(
    "unknown-override",
    `overrides: no strategy is called "${name}". Known: ${[...known].sort().join(", ") || "none, as no pack is configured"}.`,
  );
}

export function ambiguousOverrideError(name: string, ids: readonly string[]): MulliganError {
  return new MulliganError(
    "ambiguous-override",
    `overrides: "${name}" could be ${ids.join(" or ")}. Write the full id.`,
  );
}

export function invalidOptionsError(id: string, issues: readonly StandardIssue[]): MulliganError {
  const lines = issues.map(({ message, path }) => {
    const where = (path ?? []).map((segment) => String(typeof segment === "object" ? segment.key : segment)).join(".");
    return `  ${where === "" ? "options" : `options.${where}`}: ${message}`;
  });
  return new MulliganError("invalid-options", `The options of ${id} do not fit:\n${lines.join("\n")}`);
}
