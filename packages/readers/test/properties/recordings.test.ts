import { describe, expect, it } from "vitest";
import { formatNames } from "../../src/detect.js";
import { readText } from "../../src/read.js";
import { recordings, textOf } from "./recordings.js";

describe("the small recordings", () => {
  it.each(recordings)("$format $kind", (recording) => {
    const { format, episodes, skippedLines } = readText(textOf(recording));
    const steps = episodes.reduce((sum, episode) => sum + episode.steps.length, 0);
    expect({ format, steps, skippedLines }).toEqual({
      format: recording.format,
      steps: recording.steps,
      skippedLines: 0,
    });
  });

  it("leave no format out", () => {
    const covered = new Set(recordings.map(({ format }) => format));
    expect(formatNames().filter((name) => !covered.has(name))).toEqual([]);
  });
});
