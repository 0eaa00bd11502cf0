from datetime import date

from goodstanding.engine.standing.answer import Condition, FeeGap, Lapse, Period
from goodstanding.engine.standing.periods import ended_from, merged, with_fees

CURRENT, LAPSED, ENDED = Condition.CURRENT, Condition.LAPSED, Condition.ENDED


def on(number: int) -> date:
    return date(2026, 1, number)


def span(
    since: int | None, until: int | None, state: Condition, reason: Lapse | None = None
) -> Period:
    return Period(on(since) if since else None, on(until) if until else None, state, reason)


def test_neighbours_alike_become_one() -> None:
    assert merged(
        [
            span(1, 2, CURRENT),
            span(3, 4, CURRENT),
            span(5, 6, LAPSED, Lapse.FEE),
            span(7, 8, LAPSED, Lapse.CREDITS),
            span(9, 9, CURRENT),
        ]
    ) == (
        span(1, 4, CURRENT),
        span(5, 6, LAPSED, Lapse.FEE),
        span(7, 8, LAPSED, Lapse.CREDITS),
        span(9, None, CURRENT),
    )
    assert merged([]) == ()


def test_fees_cut_current_days_only() -> None:
    gaps = (FeeGap(on(1), on(2)), FeeGap(on(4), on(5)), FeeGap(on(9), None))
    periods = [span(2, 7, CURRENT), span(8, 9, LAPSED, Lapse.CREDITS), span(10, 12, CURRENT)]
    assert list(with_fees(periods, gaps)) == [
        span(2, 2, LAPSED, Lapse.FEE),
        span(3, 3, CURRENT),
        span(4, 5, LAPSED, Lapse.FEE),
        span(6, 7, CURRENT),
        span(8, 9, LAPSED, Lapse.CREDITS),
        span(10, 12, LAPSED, Lapse.FEE),
    ]
    assert list(with_fees(periods, ())) == periods


def test_from_the_end_on_everything_is_ended() -> None:
    periods = [span(None, 2, CURRENT), span(3, 5, LAPSED, Lapse.FEE), span(6, 8, CURRENT)]
    assert list(ended_from(periods, on(4))) == [
        span(None, 2, CURRENT),
        span(3, 3, LAPSED, Lapse.FEE),
        span(4, 5, ENDED),
        span(6, 8, ENDED),
    ]
    assert list(ended_from(periods, on(3)))[1] == span(3, 5, ENDED)
    assert list(ended_from(periods, None)) == periods
