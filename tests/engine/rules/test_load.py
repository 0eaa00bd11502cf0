"""The shipped catalogue comes whole and once."""

import pytest

from goodstanding.engine.rules.load import contents, parse, shipped, sound


def test_nothing_makes_an_empty_catalogue() -> None:
    catalogue, problems = parse([])
    assert catalogue is not None
    assert (catalogue.bodies, catalogue.certifications, problems) == ({}, {}, ())


def test_it_is_read_once() -> None:
    assert shipped() is shipped()


def test_broken_data_is_a_bug() -> None:
    with pytest.raises(ValueError, match=r"a\.toml:1: there is no section “x”"):
        sound(parse([("a.toml", "x = 1")]))


def test_the_contents_of_one_file_are_counted() -> None:
    text = '[certifications.X]\n[certifications.Y]\n[[rules.r]]\nkind = "term"\n[[rules.r]]\n'
    assert contents(("own.toml", text)) == (2, 1)
    assert contents(("own.toml", "")) == (0, 0)
