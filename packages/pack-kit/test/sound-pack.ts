import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkPack, compilePack, writeDocs } from "../src/index.ts";
import type { CheckProblem } from "../src/index.ts";

const root = mkdtempSync(join(tmpdir(), "mulligan-sound-pack-"));
let count = 0;

export function removeSoundPacks(): void {
  rmSync(root, { recursive: true, force: true });
}

export const manifest = {
  name: "mulligan-pack-sound",
  version: "1.2.3",
  description: "Finds silent edits",
  keywords: ["mulligan-pack"],
  license: "MIT",
  repository: "github:example/mulligan-pack-sound",
  files: ["dist", "src/**/*.hbs"],
  type: "module",
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  peerDependencies: { "@mulligan/core": ">=0.1.0 <1" },
};

export const sources: Readonly<Record<string, string>> = {
  "src/index.ts": `import { defineTemplatePack } from "@mulligan/core";
import { strategies } from "./strategies.gen.js";

export default defineTemplatePack({
  meta: { api: 1, name: "mulligan-pack-sound", version: "1.2.3", namespace: "sound" },
  strategies,
});
`,
  "src/silent-edit/index.ts": `export const silentEdit = {};
`,
  "src/silent-edit/detect.ts": `import type { Episode } from "@mulligan/core";

export type Data = { readonly path: string };

export function detect(episode: Episode): Data[] {
  return episode.steps.length > 100 ? [] : [];
}
`,
  "src/silent-edit/what-went-wrong.hbs": "Step {{firstStep}} changed {{code data.path}} without a word.\n",
  "src/silent-edit/improved-strategy.hbs": "Say what changes and why, before the edit.\n",
  "src/silent-edit/plan.hbs": "Look at the file.\nSay what changes.\nEdit it.\n",
  "test/golden/silent-edit/an-edit.md": "# SILENT_EDIT: an edit\n\n## The run\n\n1. edited `a.py`\n",
  "README.md": "# mulligan-pack-sound\n",
};

/** A pack as its author has it, built, in which nothing is wrong until a test changes a file. */
export class SoundPack {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async make(): Promise<SoundPack> {
    count += 1;
    const pack = new SoundPack(join(root, String(count)));
    pack.write("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
    for (const [path, text] of Object.entries(sources)) pack.write(path, text);
    compilePack(pack.directory);
    pack.build();
    await writeDocs(pack.directory);
    return pack;
  }

  /** The built pack, as a compiler would write it. */
  build(change: (code: string) => string = (code) => code): void {
    const templates = this.read("src/silent-edit/templates.gen.ts")
      .replace(/^import type .*$/m, "")
      .replace("export const templates: StrategyTemplates =", "const templates =");
    const code = `${templates}
const meta = { api: 1, name: "mulligan-pack-sound", version: "1.2.3", namespace: "sound" };
const silentEdit = {
  meta: { title: "Silent edit", summary: "A file was changed without a word.", severity: "minor" },
  detect: () => [],
  templates,
};
export default { meta, strategies: { SILENT_EDIT: silentEdit } };
`;
    this.write("dist/index.js", change(code));
    this.write(
      "dist/index.d.ts",
      `import type { TemplatePack } from "@mulligan/core";\ndeclare const pack: TemplatePack;\nexport default pack;\n`,
    );
  }

  /** After a change of a prompt file. */
  compile({ build = true }: { readonly build?: boolean } = {}): void {
    compilePack(this.directory);
    if (build) this.build();
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.directory, path)), { recursive: true });
    writeFileSync(join(this.directory, path), text);
  }

  change(path: string, before: string | RegExp, after: string): void {
    const text = this.read(path);
    const changed = text.replace(before, after);
    if (changed === text) throw new Error(`${path} does not hold ${String(before)}`);
    this.write(path, changed);
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), "utf8");
  }

  remove(path: string): void {
    rmSync(join(this.directory, path), { recursive: true });
  }

  /** What the files of its package.json name, as npm would pack them. */
  packed(): string[] {
    const { files = [] } = JSON.parse(this.read("package.json")) as { files?: string[] };
    const all = readdirSync(this.directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(this.directory.length + 1)
          .replaceAll("\\", "/"),
      );
    return all.filter(
      (path) =>
        ["package.json", "README.md"].includes(path) ||
        files.some(
          (pattern) => path.startsWith(`${pattern}/`) || (pattern === "src/**/*.hbs" && /^src\/.*\.hbs$/.test(path)),
        ),
    );
  }

  check(): Promise<readonly CheckProblem[]> {
    return checkPack(this.directory, { listFiles: () => Promise.resolve(this.packed()) });
  }
}
