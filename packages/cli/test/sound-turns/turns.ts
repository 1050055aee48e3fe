import { ask, call, edit, read, run, say, write } from "./session.js";
import type { Sessions } from "./session.js";

const source = "def total(items):\n    return sum(items)\n";
const taxed = [
  read("shop/cart.py", source),
  edit("shop/cart.py", "    return sum(items)", "    return sum(items) * 1.2"),
];

/** Sessions of several turns, and people who test it themselves in many languages. */
export const turns: Sessions = {
  "tdd red first": [
    ask("Write a failing test for discounts first, then stop"),
    read("shop/cart.py", source),
    write(
      "tests/test_discount.py",
      "from shop.cart import total\n\ndef test_discount():\n    assert total([10], discount=0.5) == 5\n",
    ),
    run(
      "uv run pytest -q tests/test_discount.py",
      "F                                                                        [100%]\n=================================== FAILURES ===================================\n________________________________ test_discount _________________________________\n\n    def test_discount():\n>       assert total([10], discount=0.5) == 5\nE       TypeError: total() got an unexpected keyword argument 'discount'\n\ntests/test_discount.py:4: TypeError\n=========================== short test summary info ============================\nFAILED tests/test_discount.py::test_discount - TypeError: total() got an unexpe...\n1 failed in 0.03s",
      1,
    ),
    say("The test is red for the right reason: `total()` has no `discount` yet. Shall I implement it?"),
  ],
  "tdd then green": [
    ask("Write a failing test for discounts first, then stop"),
    read("shop/cart.py", source),
    write(
      "tests/test_discount.py",
      "from shop.cart import total\n\ndef test_discount():\n    assert total([10], discount=0.5) == 5\n",
    ),
    run(
      "uv run pytest -q tests/test_discount.py",
      "F\nFAILED tests/test_discount.py::test_discount - TypeError: total() got an unexpe...\n1 failed in 0.03s",
      1,
    ),
    say("Red as wanted."),
    ask("go"),
    edit(
      "shop/cart.py",
      "def total(items):\n    return sum(items)",
      "def total(items, discount=0):\n    return sum(items) * (1 - discount)",
    ),
    run(
      "uv run pytest -q",
      "....                                                                     [100%]\n4 passed in 0.04s",
    ),
    say("Green: 4 passed."),
  ],
  "red before unrelated py": [
    ask("total should include tax"),
    run(
      "pytest -q 2>&1 | tail -4",
      "FAILED tests/test_mail.py::test_smtp - ConnectionRefusedError: [Errno 111] Connection refused\n1 failed, 11 passed in 0.61s",
      0,
    ),
    ...taxed,
    run(
      "pytest -q 2>&1 | tail -4",
      "FAILED tests/test_mail.py::test_smtp - ConnectionRefusedError: [Errno 111] Connection refused\n1 failed, 12 passed in 0.60s",
      0,
    ),
    say("Tax is in. `test_smtp` failed before my change too (no SMTP server here); the rest passes."),
  ],
  "red unrelated never baseline": [
    ask("total should include tax"),
    ...taxed,
    run(
      "pytest -q 2>&1 | tail -4",
      "FAILED tests/test_mail.py::test_smtp - ConnectionRefusedError: [Errno 111] Connection refused\n1 failed, 12 passed in 0.60s",
      0,
    ),
    run(
      "git stash -q && pytest -q tests/test_mail.py 2>&1 | tail -2; git stash pop",
      "FAILED tests/test_mail.py::test_smtp - ConnectionRefusedError: [Errno 111] Connection refused\n1 failed, 2 passed in 0.31s\nOn branch main\nChanges not staged for commit:\n\tmodified:   shop/cart.py\nDropped refs/stash@{0}",
    ),
    say("Done. The SMTP test fails on a clean tree as well."),
  ],
  "tests changed because behaviour asked": [
    ask("Prices are shown with two decimals and a comma now, e.g. 3,50"),
    read("shop/fmt.py", "def price(x):\n    return f'{x:.1f}'\n"),
    edit("shop/fmt.py", "    return f'{x:.1f}'", "    return f'{x:.2f}'.replace('.', ',')"),
    run(
      "pytest -q tests/test_fmt.py",
      "F\nFAILED tests/test_fmt.py::test_price - AssertionError: assert '3,50' == '3.5'\n1 failed in 0.02s",
      1,
    ),
    read("tests/test_fmt.py", "from shop.fmt import price\n\ndef test_price():\n    assert price(3.5) == '3.5'\n"),
    edit("tests/test_fmt.py", "    assert price(3.5) == '3.5'", "    assert price(3.5) == '3,50'"),
    run("pytest -q tests/test_fmt.py", ".\n1 passed in 0.01s"),
    say("Prices read 3,50 now; the test that expected 3.5 is adapted."),
  ],
  "undo that": [
    ask("total should include tax"),
    ...taxed,
    run("pytest -q", "...\n3 passed in 0.02s"),
    say("Done, 3 passed."),
    ask("undo that, I changed my mind"),
    edit("shop/cart.py", "    return sum(items) * 1.2", "    return sum(items)"),
    say("Back to what it was."),
  ],
  "undo by git": [
    ask("total should include tax"),
    ...taxed,
    run("pytest -q", "...\n3 passed in 0.02s"),
    say("Done, 3 passed."),
    ask("nah, revert"),
    run("git checkout shop/cart.py", "Updated 1 path from the index"),
    say("Reverted."),
  ],
  thanks: [ask("total should include tax"), ...taxed, say("Done."), ask("thanks!"), say("You're welcome.")],
  "commit after green": [
    ask("total should include tax"),
    ...taxed,
    run("pytest -q", "...\n3 passed in 0.02s"),
    say("Done, 3 passed."),
    ask("commit it"),
    run(
      "git commit -am 'Add tax' && git push",
      "[main 1a2b3c4] Add tax\n 1 file changed, 1 insertion(+), 1 deletion(-)\nTo github.com:x/y.git\n   aaaaaaa..1a2b3c4  main -> main",
    ),
    say("Committed and pushed."),
  ],
  "explain follow-up": [
    ask("total should include tax"),
    ...taxed,
    run("pytest -q", "...\n3 passed in 0.02s"),
    say("Done, 3 passed."),
    ask("why 1.2 and not Decimal?"),
    say("Floats keep it simple; Decimal would be right for money."),
  ],
  "plan only": [
    ask("Plan how to split cart.py, don't change anything"),
    read("shop/cart.py", source),
    say("1. Move `total`..."),
  ],
  "slow job": [
    ask("train for 3 epochs and tell me the loss"),
    run("nohup python train.py --epochs 3 > train.log 2>&1 &", ""),
    run("sleep 120; tail -1 train.log", "epoch 1/3 loss 0.81"),
    run("sleep 120; tail -1 train.log", "epoch 2/3 loss 0.62"),
    run("sleep 120; tail -1 train.log", "epoch 3/3 loss 0.55"),
    say("0.55 after 3 epochs."),
  ],
  "interrupted then continue": [
    ask("total should include tax"),
    ...taxed,
    call("Bash", { command: "pytest -q" }, "[Request interrupted by user for tool use]", true),
    ask("continue"),
    run("pytest -q", "...\n3 passed in 0.02s"),
    say("3 passed."),
  ],
  "user says tests later": [ask("total should include tax. Leave the tests, I run them"), ...taxed, say("Done.")],
  "user german": [ask("Bitte Steuer in total einrechnen, ich teste das selbst"), ...taxed, say("Erledigt.")],
  "user spanish": [ask("Agrega el impuesto a total, yo lo pruebo"), ...taxed, say("Listo.")],
  "user french": [ask("Ajoute la taxe dans total, je teste moi-même"), ...taxed, say("Fait.")],
  "user chinese": [ask("total 里加上税，我自己测试"), ...taxed, say("好了。")],
  "user japanese": [ask("total に税を足して。テストは自分でやります"), ...taxed, say("完了しました。")],
  "user russian": [ask("Добавь налог в total, тестировать буду сам"), ...taxed, say("Готово.")],
  "user portuguese": [ask("Coloque o imposto no total, eu mesmo testo"), ...taxed, say("Feito.")],
};
