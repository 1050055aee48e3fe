/* oxlint-disable no-underscore-dangle -- globals that no source of a package has */
// Takes the place of vitest in a bundle of tests: declares them in a list, for another to run.
export const { expect, __declare, __testFile } = globalThis.__smallVitest;

const path = [];

export function describe(name, body) {
  path.push(name);
  body();
  path.pop();
}

export function it(name, body) {
  __declare([...path, name].join(" > "), body);
}

function each(declare) {
  return (cases) => (name, body) => {
    for (const [index, entry] of cases.entries()) {
      const values = Array.isArray(entry) ? entry : [entry];
      declare(`${name} #${index + 1}`, () => body(...values));
    }
  };
}

describe.each = each(describe);
describe.skipIf = (skipped) => (skipped ? () => {} : describe);
it.each = each(it);
it.skip = () => {};
it.skipIf = (skipped) => (skipped ? () => {} : it);
