import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBytes } from "../../src/index.js";
import { recordings } from "./recordings.js";
import { json } from "./scenario.js";
import { readOrRefusal } from "./withstands.js";

const { samples, ...header } = recordings.find(({ format }) => format === "inspect")!.document as {
  readonly samples: readonly unknown[];
};
const archive = zipSync({
  "header.json": strToU8(json(header)),
  "samples/1_epoch_1.json": strToU8(json(samples[0])),
});

describe("archives", () => {
  it("are read, or refused with a reason, whatever becomes of their bytes", () => {
    expect(readBytes(archive).episodes[0]?.steps).toHaveLength(3);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(archive.length),
        fc.boolean(),
        (changes, end, cut) => {
          const bytes = archive.slice(0, cut ? end : archive.length);
          for (const [at, value] of changes) bytes[at % Math.max(1, bytes.length)] = value;
          readOrRefusal(() => readBytes(bytes));
        },
      ),
      { seed: 20_253, numRuns: 300, includeErrorInReport: true },
    );
  });
});
