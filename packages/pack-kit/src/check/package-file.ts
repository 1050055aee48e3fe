import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckProblem } from "./check-problem.js";
import { placeOf } from "./check-problem.js";

/** The members of a package.json that matter to a pack; what a file holds under them may be anything. */
export interface PackageFile {
  readonly text: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** The pack's package.json, or what is wrong with it. */
export function readPackageFile(directory: string): PackageFile | CheckProblem {
  const file = "package.json";
  let text: string;
  try {
    text = readFileSync(join(directory, file), "utf8");
  } catch {
    return {
      file,
      message: "the file is missing",
      remedy: "Name the folder of a pack: mulligan-pack check DIRECTORY.",
    };
  }
  try {
    const manifest: unknown = JSON.parse(text);
    if (isRecord(manifest)) return { text, manifest };
  } catch {
    // Said below.
  }
  return {
    file,
    message: "the file is no JSON object",
    remedy: "Mend its syntax; `npm pkg get name` says where it breaks.",
  };
}

/** Where the member stands. */
export function placeOfMember(text: string, name: string): { readonly line?: number; readonly column?: number } {
  return placeOf(text, new RegExp(`"${name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}"\\s*:`));
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What `import` of the package loads, as the manifest says it; null where it says nothing usable. */
export function entryOf(manifest: PackageFile["manifest"]): {
  readonly code: string | null;
  readonly types: string | null;
} {
  const { exports } = manifest;
  const root = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith(".")) ? exports["."] : exports;
  return {
    code: targetOf(root, ["import", "default"]) ?? textOf(manifest["main"]),
    types: targetOf(root, ["types"]) ?? textOf(manifest["types"]),
  };
}

function targetOf(target: unknown, conditions: readonly string[]): string | null {
  if (typeof target === "string") return conditions.includes("default") ? target : null;
  if (!isRecord(target)) return null;
  for (const [condition, inner] of Object.entries(target)) {
    if (conditions.includes(condition) && typeof inner === "string") return inner;
    const found = ["import", "default", "node", ...conditions].includes(condition) ? targetOf(inner, conditions) : null;
    if (found !== null && isRecord(inner)) return found;
  }
  return null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
