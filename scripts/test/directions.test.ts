import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Which packages a package may import at run time, besides itself. */
const allowed: Record<string, readonly string[]> = {
  core: ["zod"],
  readers: ["@mulligan/core", "unbash", "fflate"],
  renderer: ["@mulligan/core", "handlebars"],
  evaluation: ["@mulligan/core"],
  retry: ["@mulligan/core", "@mulligan/evaluation", "@mulligan/readers", "@mulligan/renderer", "node:"],
  "pack-kit": [
    "@mulligan/core",
    "@mulligan/evaluation",
    "@mulligan/readers",
    "@mulligan/renderer",
    "node:",
    "publint",
    "vitest",
  ],
  "create-mulligan-pack": ["@mulligan/core", "@mulligan/pack-kit", "node:"],
  cli: [
    "@mulligan/core",
    "@mulligan/evaluation",
    "@mulligan/readers",
    "@mulligan/renderer",
    "@mulligan/retry",
    "@mulligan/templates-default",
    "@mulligan/templates-integrity",
    "@mulligan/templates-process",
    "@mulligan/templates-tooling",
    "@mulligan/templates-verification",
    "jiti",
    "node:",
  ],
};
const pack = ["@mulligan/core"];

const importStatement =
  /^(?:import|export)\b[^;"']*?\bfrom\s*"([^"]+)"|^import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;

interface Import {
  readonly file: string;
  readonly target: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}

function importsOf(name: string): Import[] {
  return sources(join(root, "packages", name, "src")).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(importStatement)].map(([, named, bare, dynamic]) => ({
      file: relative(root, file).replaceAll("\\", "/"),
      target: named ?? bare ?? dynamic ?? "",
    })),
  );
}

function fits(target: string, list: readonly string[]): boolean {
  return list.some(
    (entry) => target === entry || target.startsWith(`${entry}/`) || (entry === "node:" && target.startsWith(entry)),
  );
}

const packages = readdirSync(join(root, "packages"));

describe.each(packages)("%s", (name) => {
  const imports = importsOf(name);
  const list = name.startsWith("templates-") ? pack : (allowed[name] ?? []);

  it("imports only what it may", () => {
    expect(imports.filter(({ target }) => !target.startsWith(".") && !fits(target, list))).toEqual([]);
  });
});

describe("single places", () => {
  it("only core's schemas name zod", () => {
    const others = importsOf("core").filter(
      ({ file, target }) => target.startsWith("zod") && !file.includes("/src/schemas/"),
    );
    expect(others).toEqual([]);
  });

  it("core's main entry does not reach the schemas", () => {
    const reaching = importsOf("core").filter(
      ({ file, target }) => target.includes("schemas/") && !file.includes("/src/schemas/"),
    );
    expect(reaching).toEqual([]);
  });

  it("only ./ledger of retry needs Node, and the main entry does not reach it", () => {
    const outside = importsOf("retry").filter(({ file }) => !file.includes("/src/ledger/"));
    expect(outside.filter(({ target }) => target.startsWith("node:") || target.includes("ledger/"))).toEqual([]);
    expect(importsOf("retry").some(({ target }) => target.startsWith("node:"))).toBe(true);
  });

  it("only ./vitest of the pack kit names vitest", () => {
    const others = importsOf("pack-kit").filter(
      ({ file, target }) => /\bvitest\b/.test(target) && !file.includes("/src/vitest/"),
    );
    expect(others).toEqual([]);
  });

  it("only ./compile of the renderer names Handlebars", () => {
    const handlebars = importsOf("renderer").filter(({ target }) => target.startsWith("handlebars"));
    expect(handlebars.map(({ file, target }) => [target, file.includes("/src/compile/")])).toEqual(
      handlebars.map(() => ["handlebars", true]),
    );
    expect(handlebars).not.toEqual([]);
  });
});
