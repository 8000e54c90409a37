"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Eleven islands sign treaty ending the dispute over ferry tolls", "en"),
        ("Elf Inseln unterzeichnen den Vertrag und beenden damit den Streit", "de"),
        ("Onze îles signent le traité et mettent fin à la dispute des péages", "fr"),
        ("Once islas firman el tratado que pone fin a la disputa por los peajes", "es"),
        ("Undici isole firmano il trattato che pone fine alla disputa", "it"),
        ("Onze ilhas assinam o tratado que põe fim à disputa das portagens", "pt"),
        ("Elf eilanden tekenen het verdrag dat een einde maakt aan de twist", "nl"),
        ("十一の島が条約に署名", "ja"),
        ("十一座岛屿签署条约", "zh"),
        ("열한 개 섬이 조약에 서명", "ko"),
        ("Одиннадцать островов подписали договор", "ru"),
        ("Одинадцять островів підписали договір", "uk"),
        ("أحد عشر جزيرة توقع المعاهدة", "ar"),
        ("Storm Odile", ""),
        ("", ""),
    ],
)
def test_languages(text: str, language: str) -> None:
    """By script and common words; none rather than a wrong one."""
    assert language_of(text) == language


@given(st.lists(st.text(max_size=60), max_size=3))
def test_any_text_has_a_language_or_none(texts: list[str]) -> None:
    """Two letters, or nothing."""
    assert len(language_of(*texts)) in {0, 2}
