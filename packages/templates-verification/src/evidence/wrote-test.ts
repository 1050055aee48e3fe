import type { Episode, Facts } from "@mulligan/core";
import { told } from "@mulligan/core";
import type { OwnTests } from "./own-tests.js";
import { fileOfTest, testName } from "./test-name.js";

/**
 * The agent wrote this failing test itself: it may be wrong, whatever it expects. Not: a test that the task or the
 * evaluation names.
 */
export function wroteTest(name: string, episode: Episode, facts: Facts, own: OwnTests): boolean {
  const short = testName(name);
  const { outcome } = episode;
  const words = told(episode);
  const given = [...outcome.failingTests, ...outcome.regressedTests].some((test) => testName(test) === short);
  if (given || (short.length > 6 && words.includes(short))) return false;
  if (own.wrote(short)) return true;
  const file = fileOfTest(name);
  if ((facts.files.get(file)?.createdAt ?? null) !== null) return true;
  const title = titleOf(name);
  return title !== "" && !words.includes(title) && isAddedTitle(title, facts);
}

/** `cart › adds a row` and "adds a row" alike; empty for what is no title but a function's or a file's name. */
function titleOf(name: string): string {
  const title = name.split(/ [›>] /).at(-1) ?? "";
  return /\S \S/.test(title) || /^[a-z]{4,}$/.test(title) ? title : "";
}

/** An edit of a test file, or the file's creation, brought in a test of this title. */
function isAddedTitle(title: string, facts: Facts): boolean {
  return facts.testFileEdits.some(({ path, action }) => {
    const known = action.removed !== undefined || (facts.files.get(path)?.createdAt ?? null) !== null;
    return known && quotes(action.added, title) && !quotes(action.removed, title);
  });
}

/** A single word stands in many places: it has to begin a call. */
function quotes(text = "", title: string): boolean {
  const before = title.includes(" ") ? "" : "(";
  return ['"', "'", "`"].some((mark) => text.includes(`${before}${mark}${title}${mark}`));
}
