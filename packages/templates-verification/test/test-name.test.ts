import { describe, expect, it } from "vitest";
import { classOfTest, fileOfTest, isNamedAfter, testName } from "../src/evidence/test-name.js";

describe("the name of a test", () => {
  it.each([
    ["tests/test_a.py::TestRows::test_reads[1-2]", "test_reads", "tests/test_a.py", "TestRows"],
    ["shop.tax.TaxTest.books", "books", "shop.tax.TaxTest.books", "TaxTest"],
    ["TaxTests#books", "books", "TaxTests#books", "TaxTests"],
    ["shop.TaxSpec.books", "books", "shop.TaxSpec.books", "TaxSpec"],
    ["shop.TaxTestCase.books", "books", "shop.TaxTestCase.books", "TaxTestCase"],
    ["shop.Tests.books", "books", "shop.Tests.books", ""],
    ["shop.Contest+Test.books", "books", "shop.Contest+Test.books", ""],
    ["shop.SpecBook.books", "books", "shop.SpecBook.books", ""],
    ["shop.MyTestThing.books", "books", "shop.MyTestThing.books", ""],
    ["src/tax.test.ts > tax > books", "ts", "src/tax.test.ts", ""],
    ["src/tax.test.ts › tax › books", "ts", "src/tax.test.ts", ""],
    ["./spec/tax_spec.rb:14", "rb:14", "spec/tax_spec.rb", ""],
    ["lib/../spec/tax_spec.rb:1:2", "rb:1:2", "lib/../spec/tax_spec.rb:1", ""],
    ["TestBooks", "TestBooks", "TestBooks", ""],
  ])("%s", (test, name, file, group) => {
    expect(testName(test)).toBe(name);
    expect(fileOfTest(test)).toBe(file);
    expect(classOfTest(test)).toBe(group);
  });
});

describe("a test's file is named after another", () => {
  it.each([
    ["tests/test_tax.py", "shop/tax.py"],
    ["tests/tests_tax.py", "shop/tax.py"],
    ["shop/tax_test.go", "shop/tax.go"],
    ["src/tax.spec.ts", "src/tax.ts"],
    ["src/tax.test.tsx", "src/Tax.tsx"],
    ["TaxTest", "src/main/java/Tax.java"],
    ["TaxTestCase", "Tax.java"],
    ["tests/unittest_tax.py", "tax.py"],
    ["tests/test_abc.py", "abc.py"],
  ])("%s: %s", (test, path) => {
    expect(isNamedAfter(test, path)).toBe(true);
  });

  it.each([
    ["tests/test_taxes.py", "shop/tax.py"],
    ["shop/tax.py", "shop/tax.py"],
    ["tests/test_io.py", "shop/io.py"],
    ["src/testimony.ts", "src/imony.ts"],
    ["src/latest_tax.ts", "src/tax.ts"],
    ["src/tax.test-helper.ts", "src/tax-helper.ts"],
  ])("not %s: %s", (test, path) => {
    expect(isNamedAfter(test, path)).toBe(false);
  });
});
