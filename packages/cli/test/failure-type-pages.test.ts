import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRegistry } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { markdownTable } from "../../pack-kit/src/docs/markdown.js";
import { builtInPacks } from "../src/index.js";
import { pageWith, typePart, writtenPart } from "./failure-type-page.js";
import { root } from "./run.js";

const folder = join(root, "docs/failure-types");
const { strategies } = createRegistry({ packs: builtInPacks });
const packs = [...new Set(strategies.map(({ namespace }) => namespace))].sort();

// After a change: npx vitest run --project mulligan failure-type-pages -u
describe("the pages about the failure types", () => {
  it.each(strategies.map((entry) => [entry.type, entry] as const))(
    "say of %s what its pack says",
    async (type, entry) => {
      const path = join(folder, `${type}.md`);
      await expect(pageWith(path, type, typePart(entry))).toMatchFileSnapshot(path);
      expect(writtenPart(readFileSync(path, "utf8")).split(/\s+/).length).toBeGreaterThan(15);
    },
  );

  it("are listed in the index", async () => {
    const tables = packs.flatMap((namespace) => {
      const own = strategies.filter((entry) => entry.namespace === namespace);
      const rows = own.map(({ type, strategy: { meta } }) => [
        `[\`${type}\`](${type}.md)`,
        meta.severity,
        `${meta.title}. ${meta.summary}`,
      ]);
      return [`## Pack \`${namespace}\``, markdownTable(["type", "severity", "finds"], rows)];
    });
    const path = join(folder, "README.md");
    await expect(pageWith(path, "Failure types", tables.join("\n\n"))).toMatchFileSnapshot(path);
  });

  it("are those of the types that exist", () => {
    const pages = existsSync(folder) ? readdirSync(folder).sort() : [];
    expect(pages).toEqual([...strategies.map(({ type }) => `${type}.md`), "README.md"].sort());
  });

  it("are found from the README", () => {
    expect(readFileSync(join(root, "README.md"), "utf8")).toContain("](docs/failure-types/README.md)");
  });
});
