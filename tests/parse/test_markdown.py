"""Markdown without its noise."""

import pytest

from tui_reader.parse.markdown import first_heading, first_line, readable_markdown, readable_plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# One #\n\ntext", "# One\n\ntext"),
        ("One\n===\n\nTwo\n---\n\n***\nx", "One\n\nTwo\n\nx"),
        ("a **b** *c* __d__ _e_ ***f***", "a b c d e f"),
        ("重要**高峰**会", "重要高峰会"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("a [link](https://x.example/a_(b) 'Title') here", "a link here"),
        ("a [link over\ntwo lines](https://x.example) here", "a link over\ntwo lines here"),
        ("[![alt](a.png)](https://x.example)after ![b](c)", "after "),
        ("see [text][1] and [other][]\n\n[1]: https://x.example\n", "see text and other\n\n\n"),
        ("array[1][2] is no reference", "array[1][2] is no reference"),
        ("<https://x.example/a> and <b>c</b> <br/>", "https://x.example/a and c "),
        ("Vec<String> stays, `<b>*x*</b>` too", "Vec<String> stays, `<b>*x*</b>` too"),
        ("* a\n- b\n+ c\n    * d", "• a\n• b\n• c\n    • d"),
        ("- an item over\n    two [lines](x)", "• an item over\n    two lines"),
        ("text\n\n    code **x**\n    [a](b)", "text\n\n```\n    code **x**\n    [a](b)\n```"),
        ("```go\nx := a[0](y)\n```\n**b**", "```\nx := a[0](y)\n```\nb"),
        ("~~~\n```\n**x**\n~~~", "```\n ```\n**x**\n```"),
        ("> quoted **text**", "> quoted text"),
        ('a {{< figure src="x" >}}b {{% note %}}c{{% /note %}} {{ .Name }}', "a b c {{ .Name }}"),
        ("* Contents\n{:toc #toc}\n\ntext\n{:.class}", "\n\ntext\n"),
        ("<!-- hidden\nlines -->a<style>\np{}</style>b<SCRIPT>x</script >c", "abc"),
        ("a <!-- never closed", "a <!-- never closed"),
        (r"\*not emphasis\* 3 \> 2", "*not emphasis* 3 > 2"),
        ("choir&#039;s &amp; &lt;b&gt;", "choir's & <b>"),
        ("`code` an odd ` backtick *x*", "`code` an odd ` backtick x"),
    ],
)
def test_readable_markdown(source: str, text: str) -> None:
    """Marks, addresses, images and shortcodes go; code and everything else stays."""
    assert readable_markdown(source) == text


def test_plain_text_stays_as_it_is() -> None:
    """But for entities, which nobody writes by hand."""
    assert readable_plain("*a* [b](c) & d &amp; e") == "*a* [b](c) & d & e"


def test_first_heading() -> None:
    """Of any level, without its marks; a comment in code is none."""
    assert first_heading("text\n\n## **Two** [x](y) ##\n# One") == "Two x"
    assert first_heading("```\n# comment\n```\n#hashtag\ntext") == ""


def test_first_line() -> None:
    """The first that says something."""
    assert first_line("---\n\n***\n  Words here \nmore") == "Words here"
    assert first_line("\n---\n") == ""
