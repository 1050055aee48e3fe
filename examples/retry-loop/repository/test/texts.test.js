import assert from "node:assert/strict";
import { test } from "node:test";
import { clamp } from "../src/clamp.js";
import { initials } from "../src/initials.js";
import { pageCount } from "../src/pages.js";
import { slug } from "../src/slug.js";

test("initials of two words", () => assert.equal(initials("Ada Lovelace"), "AL"));
test("initials with several blanks between the words", () => assert.equal(initials("Grace   Hopper"), "GH"));
test("pages of full pages only", () => assert.equal(pageCount(20, 10), 2));
test("pages with one that is not full", () => assert.equal(pageCount(21, 10), 3));
test("no page without entries", () => assert.equal(pageCount(0, 10), 0));
test("slug of a title", () => assert.equal(slug("Hello World"), "hello-world"));
test("slug without marks at its end", () => assert.equal(slug("What now?"), "what-now"));
test("clamp below the bounds", () => assert.equal(clamp(-5, 0, 10), 0));
test("clamp above the bounds", () => assert.equal(clamp(50, 0, 10), 10));
