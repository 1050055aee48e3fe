import { missingValueError, unprintableValueError, wrongValueError } from "../errors.js";
import { fenced } from "../sanitize/excerpt.js";
import { inlineCode, proseLine } from "../sanitize/inline.js";
import { countInWords, joinWords, stepsInWords } from "./join-words.js";
import { describeValue, placeOf } from "./place.js";
import type { CallOptions } from "./place.js";

const printLimit = 600;
const nounLimit = 60;
const defaultMax = 5;

/** Every bare `{{path}}`; the compiler adds the path as written. */
export function print(value: unknown, path: string, options: CallOptions): string {
  if (typeof value === "string") return proseLine(value, printLimit);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (value === undefined || value === null || typeof value === "number")
    throw missingValueError(placeOf(options), path);
  throw unprintableValueError(placeOf(options), path, describeValue(value), remedyFor(value, path));
}

function remedyFor(value: unknown, path: string): string {
  if (Array.isArray(value)) return `Write {{codes ${path}}}, or go through it with {{#each ${path}}}.`;
  if (typeof value === "boolean") return `Branch on it with {{#if ${path}}}.`;
  return "Print one of its members.";
}

export function code(value: unknown, options: CallOptions): string {
  if (typeof value === "string") return inlineCode(value);
  if (typeof value === "number" && Number.isFinite(value)) return inlineCode(String(value));
  throw wrongValueError(placeOf(options), "code", "a text", describeValue(value));
}

export function codes(value: unknown, options: CallOptions): string {
  if (!isListOfTexts(value)) {
    throw wrongValueError(placeOf(options), "codes", "a list of texts that is not empty", describeValue(value));
  }
  return joinWords(value, maxOf(options), codeOf);
}

function isListOfTexts(value: unknown): value is readonly (string | number)[] {
  if (!Array.isArray(value)) return false;
  for (const entry of value) if (typeof entry !== "string" && typeof entry !== "number") return false;
  return value.length > 0;
}

function codeOf(entry: string | number): string {
  return inlineCode(String(entry));
}

export function steps(value: unknown, options: CallOptions): string {
  if (!Array.isArray(value) || value.length === 0 || !value.every((entry) => Number.isInteger(entry))) {
    throw wrongValueError(placeOf(options), "steps", "a list of step numbers that is not empty", describeValue(value));
  }
  return stepsInWords(value as number[], maxOf(options));
}

export function count(value: unknown, noun: unknown, options: CallOptions): string {
  const amount = Array.isArray(value) ? value.length : value;
  if (typeof amount !== "number" || !Number.isFinite(amount) || typeof noun !== "string") {
    throw wrongValueError(
      placeOf(options),
      "count",
      "a number or a list, and a noun",
      `${describeValue(value)} and ${describeValue(noun)}`,
    );
  }
  return countInWords(amount, proseLine(noun, nounLimit));
}

export function fence(value: unknown, options: CallOptions): string {
  if (typeof value !== "string") throw wrongValueError(placeOf(options), "fence", "a text", describeValue(value));
  return fenced(value);
}

function maxOf(options: CallOptions): number {
  const max = options.hash["max"] ?? defaultMax;
  if (typeof max === "number" && Number.isInteger(max) && max >= 2) return max;
  throw wrongValueError(placeOf(options), `${options.name} max=`, "a whole number of 2 or more", describeValue(max));
}
