/** The packages whose detectors are mutated, and the conformance tests that all packs share. */
export const targets = [
  ...["default", "integrity", "process", "tooling", "verification"].map((name) => ({
    name: `templates-${name}`,
    mutated: (path) => !/(?:\.gen|\/index|^src\/index)\.ts$/.test(path),
    tests: () => true,
    besides: ["packages/pack-kit/test/near-runs.test.ts"],
  })),
  {
    name: "pack-kit",
    mutated: (path) => path.startsWith("src/conformance/"),
    tests: (file) => ["conformance", "weak-tests", "recognisers"].includes(file.replace(".test.ts", "")),
  },
];
