import { describe, expect, it } from "vitest";
import { isRunRefused, isRunWaived } from "../src/index.js";
import { episodeOf } from "./episode.js";

describe("a person does without a run", () => {
  it.each([
    "Fix total. I'll test it myself.",
    "I'll run the app on my phone afterwards",
    "I will verify this later.",
    "i'm going to try it out in the simulator",
    "I can test it on my machine.",
    "I'd like to run the tests myself",
    "Fix total, no tests needed.",
    "No testing is necessary.",
    "Don't run anything, my machine is busy.",
    "You don't have to run it.",
    "don't bother to test this",
    "don't bother running the tests",
    "Change it without running anything.",
    "Skip the tests",
    "Leave the testing to me.",
    "Let me run it first.",
    "There is no need to build it yet.",
    "Just make the edit; I'm running the dev server.",
    "Make the button blue, hot reload is already running",
    "npm run dev is already running in my terminal",
    "Blink faster. I'll flash it to the board.",
    "Leave the tests, I run them.",
    "Bitte Steuer einrechnen, ich teste das selbst",
    "Tests brauchst du nicht laufen zu lassen",
    "Ajoute la taxe, je teste moi-même",
    "Ajoute la taxe, pas besoin de tester",
    "Agrega el impuesto, yo lo pruebo",
    "Coloque o imposto, eu mesmo testo",
    "Добавь налог, тестировать буду сам",
    "加上税，我自己测试",
    "税を足して。テストは自分でやります",
    "세금을 추가해줘, 테스트는 제가 직접 테스트할게요",
    "Log the payload so that I can see it when I run it",
  ])("%s", (task) => {
    expect(isRunWaived(episodeOf([], { task }))).toBe(true);
  });

  it.each([
    "I will run hidden tests against your change.",
    "I want to run tests in parallel.",
    "When I run them in parallel they fail.",
    "Die Tests sind rot, bitte teste das selbst",
    "Corrige le test, les tests échouent",
    "Los tests fallan, arréglalos y pruébalo",
    "测试失败了，请修复并运行测试",
    "テストが落ちます。直してテストしてください",
    "Самые новые тесты падают, проверь",
    "테스트가 실패합니다. 고치고 테스트해 주세요",
    "I'd like to build a parser",
    "I can run queries, but not updates.",
    "Do not run the migration on production.",
    "Don't test the private methods, test the public ones.",
    "You don't need to write tests.",
    "It fails without running the migrations first.",
    "The app can't run the tests.",
    "It fails when I run it.",
    "Add a page so that I can see the users.",
    "The dev server crashes when I'm running a build.",
    "Add a flag to skip the tests directory",
  ])("not: %s", (task) => {
    expect(isRunWaived(episodeOf([], { task }))).toBe(false);
  });

  it("in whatever turn they said it", () => {
    const events = [{ kind: "user", afterStep: 3, text: "I'll test it myself." }] as const;
    expect(isRunWaived(episodeOf([], { events }))).toBe(true);
  });
});

describe("a person stopped a run", () => {
  const refused = (command: string, step = 1) =>
    isRunRefused(episodeOf([{ status: "refused", command }, { command: "ls" }]), step);
  it("from the step on", () => {
    expect(refused("npm test")).toBe(true);
    expect(refused("git add . && npm test")).toBe(true);
    expect(refused("npm test", 2)).toBe(false);
  });
  it("not a command of version control, nor another tool", () => {
    expect(refused("git commit -am x")).toBe(false);
    const { command: _, ...step } = episodeOf([{ status: "refused", tool: "Edit" }]).steps[0]!;
    expect(isRunRefused({ ...episodeOf([]), steps: [step] }, 1)).toBe(false);
  });
});
