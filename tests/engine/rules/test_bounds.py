"""Files of rules that are too much to read."""

from goodstanding.engine.rules.bounds import MOST_BYTES, unbounded


def test_a_file_of_rules_is_bounded_in_size_and_in_the_parts_of_its_keys() -> None:
    assert unbounded(b"#" * MOST_BYTES) is None
    assert unbounded(b"#" * (MOST_BYTES + 1)) == (
        "is larger than 1 MB; a file of rules is far smaller."
    )
    assert unbounded(b"a." * 2000) is None
    assert unbounded(b"a." * 2001) == (
        "has keys of far too many parts (a.b.c …); two or three will do."
    )
