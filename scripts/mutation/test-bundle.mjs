import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rolldown, root } from "./bundler.mjs";
import { mutantsOf } from "./mutants-of.mjs";

/** The tests of a package and all that they import as one script, with the mutants of its detectors in it. */
export async function testBundle({ name, mutated, tests, besides = [] }) {
  const folder = join(root, "packages", name);
  const files = readdirSync(join(folder, "test")).filter((file) => file.endsWith(".test.ts") && tests(file));
  const mutants = [];
  const bundle = await rolldown({
    input: "tests",
    platform: "node",
    cwd: folder,
    resolve: {
      conditionNames: ["@mulligan/source", "node", "import", "default"],
      extensionAlias: { ".js": [".ts", ".js"] },
      alias: { vitest: join(import.meta.dirname, "small-vitest.mjs") },
    },
    external: ["publint", /^publint\//],
    treeshake: false,
    plugins: [
      {
        name: "mutants",
        resolveId: (id) => (id === "tests" ? "\0tests" : null),
        load: (id) =>
          id === "\0tests"
            ? [...files.map((file) => join(folder, "test", file)), ...besides.map((file) => join(root, file))]
                .map((file) => `import ${JSON.stringify(file)};`)
                .join("\n")
            : null,
        transform(code, id) {
          const path = relative(folder, id).replaceAll("\\", "/");
          let result = code.replaceAll("import.meta.dirname", JSON.stringify(dirname(id)));
          if (path.startsWith("src/") && mutated(path)) {
            const found = mutantsOf(result, path);
            mutants.push(...found.mutants);
            return { code: found.code, moduleType: "ts" };
          }
          if (id.endsWith("pack-kit/src/testing/detect.ts")) {
            result = result.replace("if (!episode.ended", "globalThis.__asked?.(strategy, episode, options);\n  $&");
          }
          if (id.endsWith("core/src/diagnosis/diagnose.ts")) {
            result = result.replace("const facts = ", "globalThis.__asked?.(null, episode);\n  $&");
          }
          if (!id.endsWith(".ts")) return result === code ? null : { code: result };
          if (id.endsWith(".test.ts")) {
            result = `import { __testFile } from "vitest";\n__testFile(${JSON.stringify(id)});\n${result}`;
          }
          return result === code ? null : { code: result, moduleType: "ts" };
        },
      },
    ],
  });
  const { output } = await bundle.generate({ format: "cjs", codeSplitting: false });
  await bundle.close();
  mutants.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { code: output[0].code, mutants };
}
