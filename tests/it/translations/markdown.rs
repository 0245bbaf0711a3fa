//! How a run looks to a translator.

use super::Original;

/// The message of the paragraph `written`.
fn check(cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        let original = Original::of(&format!("# A {{#a}}\n\n{written}\n\n[^n]: A note.\n[^m]: More.\n\nMarked.[^n][^m]\n"));
        let messages = original.messages();
        let message = messages.iter().find(|message| message.context == "a.1").expect(written);
        assert_eq!(message.original, *expected, "{written}");
    }
}

#[test]
fn marks_are_the_usual_ones() {
    check(&[
        ("_a_ __b__ ~~c~~ `d`", "*a* **b** ~~c~~ `d`"),
        ("***a** b* *c **d***", "***a** b* *c **d***"),
        ("a\\\nb  \nc<br/>d", "a<br>b<br>c<br>d"),
        ("[b](https://e.example/a) [c](#a)[^n]", "[b](https://e.example/a) [c](#a)[^n]"),
        (
            "[b] and [c][]\n\n[b]: https://e.example/a 'of the link'\n[c]: https://e.example/c",
            "[b](https://e.example/a) and [c](https://e.example/c)",
        ),
        ("<https://e.example/a> <a@e.example>", "<https://e.example/a> <a@e.example>"),
        ("a ![b *c*](square.png) d", "a ![b c](square.png) d"),
        (
            "<sup>a</sup><sub>b</sub> <kbd>c</kbd> <cite>d</cite> <bdi>e</bdi>",
            "<sup>a</sup><sub>b</sub> <kbd>c</kbd> <cite>d</cite> <bdi>e</bdi>",
        ),
        (
            "<SPAN lang='ar'>a</SPAN> <span lang=la dir=ltr>b</span> c",
            "<span lang=\"ar\" dir=\"rtl\">a</span> <span lang=\"la\">b</span> c",
        ),
        ("Wrapped\nin *two\nlines*", "Wrapped in *two lines*"),
        ("&copy; &#8212; a&nbsp;b", "© — a\u{a0}b"),
    ]);
}

#[test]
fn a_backslash_stands_only_where_it_is_needed() {
    check(&[
        (
            "5 \\* 3, a\\_b, \\# c, 1\\. d, e\\!, x \\< y, f & g, \\~ h, \\{i\\}",
            "5 * 3, a_b, # c, 1. d, e!, x < y, f & g, ~ h, {i}",
        ),
        ("\\*a\\* and *b*", "\\*a\\* and *b*"),
        ("\\_a\\_", "\\_a\\_"),
        ("\\`a\\` b", "\\`a\\` b"),
        ("\\[a\\](b) [c]", "\\[a](b) \\[c]"),
        ("\\[^n] a", "\\[^n] a"),
        ("&amp;lt; b", "\\&lt; b"),
        ("a \\\\\\* b \\\\ c", "a \\\\* b \\\\ c"),
        ("\\<b> c", "\\<b> c"),
        ("a\\![b](#a)", "a\\![b](#a)"),
        ("[b](#a)\\{c} [b](#a)\\{.c}", "[b](#a)\\{c} [b](#a)\\{.c}"),
        ("\\# a", "# a"),
        ("1\\. a", "1. a"),
        ("\\> a \\| b", "> a | b"),
    ]);
}

#[test]
fn what_has_no_usual_form_has_one_that_is_read_as_the_same() {
    check(&[
        ("x `` a`b `` ``` ``c`` ```", "x ``a`b`` ``` ``c`` ```"),
        ("*_a_* **__b__**", "*_a_* **__b__**"),
        ("[a](<b c.html>) [d](</e(f>)", "[a](https://example.org/rule/b%20c.html) [d](<https://example.org/e(f>)"),
        ("[a](https://e.example/?a=1&amp;copy;=2)", "[a](https://e.example/?a=1\\&copy;=2)"),
    ]);
}
