"""One way to write a value, so that a hash means one thing."""

from goodstanding.engine.standing.facts import State
from goodstanding.records.hashing import canonical, committed, digest, salt


def test_one_way_to_write_a_value() -> None:
    assert canonical({"b": [1, None, True], "a": "é\n"}) == b'{"a":"\\u00e9\\n","b":[1,null,true]}'
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})
    assert canonical(State.POSTED) == canonical("posted")


def test_values_that_only_look_alike_differ() -> None:
    alike = [1, "1", 1.0, True, [1], None, "", [], {}, "null"]
    assert len({digest(value) for value in alike}) == len(alike)
    assert digest(["ab", "c"]) != digest(["a", "bc"])


def test_the_digest_is_the_sha256_of_that() -> None:
    empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest({}) == empty


def test_equal_words_have_different_commitments() -> None:
    words = {"title": "S500 update online"}
    one, other = salt(), salt()
    assert len(one) == 32
    assert one != other
    assert committed(one, words) == committed(one, dict(words))
    assert committed(one, words) != committed(other, words)
    assert committed(one, words) != committed(one, {"title": "S500 update"})
