import { describe, expect, it } from "vitest";
import { unwrap } from "../src/actions/shell/unwrap.js";

const unwrapped = (command: string): string => unwrap(command.split(" ")).words.join(" ");

describe("a program that a package manager starts", () => {
  it.each([
    ["pnpm vitest run", "vitest run"],
    ["pnpm -r --filter core vitest run", "vitest run"],
    ["pnpm --filter core exec vitest run", "vitest run"],
    ["pnpm -C web exec tsc --noEmit", "tsc --noEmit"],
    ["pnpm exec -r own-tool --fix", "own-tool --fix"],
    ["pnpm exec -- own-tool", "own-tool"],
    ["pnpm dlx own-tool", "own-tool"],
    ["yarn jest src/a.test.ts", "jest src/a.test.ts"],
    ["yarn run jest", "jest"],
    ["yarn workspace core jest", "jest"],
    ["yarn --cwd web tsc", "tsc"],
    ["npm exec -w core -- vitest run", "vitest run"],
    ["npm exec --package typescript tsc", "tsc"],
    ["npx --no-install jest", "jest"],
    ["bun run vitest", "vitest"],
    ["bun x vitest", "vitest"],
    ["CI=1 pnpm timeout-free", "pnpm timeout-free"],
    ["go tool gotestsum ./...", "gotestsum ./..."],
    ["pipx run nox -s tests", "nox -s tests"],
    ["fvm flutter test", "flutter test"],
  ])("%s", (command, program) => {
    expect(unwrapped(command)).toBe(program);
  });

  it.each([
    "pnpm test",
    "pnpm --filter core build",
    "npm run -w core test",
    "yarn workspace core build",
    "bun test",
    "pnpm install vitest",
    "pnpm exec",
    "yarn",
    "pnpm --filter",
  ])("none in %s", (command) => {
    expect(unwrapped(command)).toBe(command);
  });
});
