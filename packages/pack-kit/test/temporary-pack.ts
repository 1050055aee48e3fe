import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface TemporaryPack {
  readonly directory: string;
  write(files: Readonly<Record<string, string>>): void;
  read(path: string): string;
}

export const soundFiles: Readonly<Record<string, string>> = {
  "src/never-tested/what-went-wrong.hbs": "Step {{firstStep}} changed {{code data.path}}; no test ran after it.\n",
  "src/never-tested/improved-strategy.hbs": "{{> hint command=run.testCommand}}\n",
  "src/never-tested/plan.hbs": "Run {{#if run.testCommand}}{{code run.testCommand}}{{else}}the tests{{/if}}.\n",
  "src/never-tested/index.ts": "export const neverTested = {};\n",
  "src/blind-write/what-went-wrong.hbs": "a\n",
  "src/blind-write/improved-strategy.hbs": "b\n",
  "src/blind-write/plan.hbs": "c\n",
  "src/blind-write/system.hbs": "d\n",
  "src/blind-write/index.ts": "export const blindWrite = {};\n",
  "src/partials/hint.hbs": "After the last edit, run {{code command}}.\n",
  "src/evidence/words.ts": "export {};\n",
};

export function temporaryPack(files: Readonly<Record<string, string>> = soundFiles): TemporaryPack {
  const directory = mkdtempSync(join(tmpdir(), "mulligan-pack-"));
  const pack: TemporaryPack = {
    directory,
    write(more) {
      for (const [path, text] of Object.entries(more)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), text);
      }
    },
    read: (path) => readFileSync(join(directory, path), "utf8"),
  };
  pack.write(files);
  return pack;
}
