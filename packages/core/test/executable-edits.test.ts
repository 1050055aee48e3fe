import { describe, expect, it } from "vitest";
import { executableEdits, facts } from "../src/index.js";
import type { EditAction } from "../src/index.js";
import { edit, episodeOf } from "./episode.js";

describe("edits that a verification could speak of", () => {
  const paths = (...edits: EditAction[]) =>
    executableEdits(facts(episodeOf(edits.map((one) => [one])))).map(({ path }) => path);

  it("are those of code", () => {
    expect(paths(edit("src/a.py"), edit("a.jsonnet"), edit("a.sql"))).toEqual(["src/a.py", "a.jsonnet", "a.sql"]);
    const loaders = ["src/i18n/index.ts", "src/lang/go.ts", "src/locales/format.ts"];
    expect(paths(...loaders.map((path) => edit(path)))).toEqual(loaders);
    expect(paths(edit("a.py", { commentOnly: true }), edit("b.py", { kind: "move" }), edit("a.md"))).toEqual([]);
  });

  it.each([
    "a.json",
    "LICENSE",
    ".gitignore",
    ".env.local",
    "Dockerfile",
    "api.Dockerfile",
    "infra/main.tf",
    "schema.prisma",
    "api/v1.proto",
    "src/locales/de.po",
    "src/i18n/fr.ts",
    "src/locales/pt-BR/checkout.ts",
    "resources/lang/de/messages.php",
    "App/Info.plist",
    "src/App.csproj",
    "logo.svg",
    "a.ipynb",
    "db/migrations/002_note.sql",
  ])("leave %s out", (path) => {
    expect(paths(edit(path))).toEqual([]);
  });

  it("leave out the removal of the agent's own file", () => {
    expect(paths(edit("src/a.py", { kind: "delete" }))).toEqual(["src/a.py"]);
    expect(paths(edit("src/a.py", { kind: "create" }), edit("src/a.py", { kind: "delete" }))).toEqual(["src/a.py"]);
    expect(paths(edit("src/a.py", { kind: "create" }), edit("src/a.py"))).toEqual(["src/a.py", "src/a.py"]);
  });

  it.each([
    ['__version__ = "1.0"', '__version__ = "2.0"', true],
    ["export const VERSION = '1.0.0';", "export const VERSION = '1.1.0-rc.1';", true],
    ['  version: "1.0",', '  version: "1.1",', true],
    ["1.0.3", "1.0.4", true],
    ["1", "2", false],
    ["0.2", "0.1", false],
    ["rate = 1.0", "rate = 2.0", false],
    ['__version__ = "1.0"', "__version__ = read()", false],
    ['__version__ = "1.0"\nrate = 1', '__version__ = "2.0"\nrate = 2', false],
  ])("take %j to %j for a version number: %s", (removed, added, isVersion) => {
    expect(paths(edit("src/about.py", { removed, added }))).toEqual(isVersion ? [] : ["src/about.py"]);
  });

  it("are collected once for the same facts", () => {
    const known = facts(episodeOf([[edit("a.py")]]));
    expect(executableEdits(known)).toBe(executableEdits(known));
  });
});
