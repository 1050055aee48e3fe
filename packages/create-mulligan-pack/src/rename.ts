import type { Answers } from "./answers.js";
import { packageNameOf } from "./answers.js";
import { templateNames } from "./example.js";

/** Exchanges the template's names in a path or a text. */
export function renamer(answers: Answers): (text: string) => string {
  const from = formsOf(templateNames.type);
  const to = formsOf(answers.type);
  const pairs: readonly (readonly [string, string])[] = [
    [templateNames.package, answers.local ? "" : packageNameOf(answers)],
    [templateNames.namespace, answers.namespace],
    ...from.map((form, index) => [form, to[index] ?? form] as const),
  ];
  return (text) => pairs.reduce((renamed, [before, after]) => renamed.replaceAll(before, after), text);
}

/** `MISSING_MIGRATION`, `missing-migration`, `missingMigration`, `MissingMigration`, `Missing migration`. */
export function formsOf(type: string): readonly string[] {
  const words = type.toLowerCase().split("_");
  const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
  const pascal = words.map(capital).join("");
  const camel = pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
  return [type, words.join("-"), camel, pascal, capital(words.join(" "))];
}
