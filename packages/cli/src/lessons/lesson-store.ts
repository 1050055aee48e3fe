import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { lessonsFailedError } from "../errors.js";
import type { StoredLesson } from "./lesson.js";
import { lessonsOf, proposalLine, stateLine } from "./lesson-lines.js";
import { repositoryRoot } from "./repository-root.js";

/** Where the lessons of a repository stand, seen from its root. */
export const lessonFile: string = join(".mulligan", "lessons.jsonl");

/**
 * Only the end of a longer file is read: a hook must not spend its time on it. What a lesson's state was set to last
 * stands behind all else, so that nothing which was removed can come back.
 */
const mostRead = 256_000;

export function lessonPath(folder: string): string {
  return join(repositoryRoot(folder), lessonFile);
}

/** The lessons of the repository that holds the folder, the one that changed last at the end; none where it has no file. */
export function readLessons(folder: string): StoredLesson[] {
  let descriptor;
  try {
    descriptor = openSync(lessonPath(folder), "r");
  } catch (error) {
    if (isMissing(error)) return [];
    throw lessonsFailedError(lessonFile, reasonOf(error));
  }
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, mostRead));
    const length = readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return lessonsOf(buffer.toString("utf8", 0, length));
  } catch (error) {
    throw lessonsFailedError(lessonFile, reasonOf(error));
  } finally {
    closeSync(descriptor);
  }
}

export function addLesson(folder: string, lesson: StoredLesson): void {
  append(folder, proposalLine(lesson));
}

export function setLessonState(folder: string, lesson: Pick<StoredLesson, "id" | "state">): void {
  append(folder, stateLine(lesson));
}

function append(folder: string, line: string): void {
  const path = lessonPath(folder);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(path, "a+");
    try {
      // One write, so that two commands at once do not mix their lines; a line that was cut off is closed before.
      writeSync(descriptor, endsOpen(descriptor) ? `\n${line}` : line);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw lessonsFailedError(lessonFile, reasonOf(error));
  }
}

function endsOpen(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR";
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
