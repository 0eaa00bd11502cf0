"""What is read of certificates, from the bytes of a file to its fields."""

from datetime import date
from decimal import Decimal

from files.certificates.paper import DIPLOMA, Line, centred, form, pdf
from goodstanding.files.certificates.found import Certificate, Found, Reading
from goodstanding.files.certificates.reading import read


def test_a_diploma_is_read_field_by_field() -> None:
    assert read(pdf(DIPLOMA)) == Reading(
        (
            Certificate(
                page=1,
                holder=Found("José Núñez", sure=True),
                title=Found("Water Damage Restoration Technician", sure=True),
                provider=Found("Drywell Academy of Restoration", sure=True),
                completed_on=Found(date(2026, 3, 5), sure=True),
                hours=Found(Decimal(19), sure=True),
                number=Found("WRT-2026-00123", sure=True),
            ),
        ),
        pages=1,
        how="text",
        refused="",
    )


def test_a_form_is_read_by_its_labels() -> None:
    (one,) = read(
        pdf(
            form(
                ("Student name:", "ZOË O'BRIEN-ŁUKASZ"),
                ("Registrant #:", "4711"),
                ("Course:", "Applied Structural Drying"),
                ("Date of completion:", "2026-03-04"),
                ("Valid until:", "2030-03-04"),
                ("CEC hours:", "14.0"),
                ("Training provider:", "Blue Heron Institute, LLC"),
            )
        )
    ).certificates
    assert one == Certificate(
        page=1,
        holder=Found("ZOË O'BRIEN-ŁUKASZ", sure=True),
        title=Found("Applied Structural Drying", sure=True),
        provider=Found("Blue Heron Institute, LLC", sure=True),
        completed_on=Found(date(2026, 3, 4), sure=True),
        hours=Found(Decimal("14.0"), sure=True),
    )


def test_a_page_that_was_scanned_sideways_reads_the_same() -> None:
    assert {read(pdf(DIPLOMA, turned=turned)).certificates for turned in (90, 270)} == {
        read(pdf(DIPLOMA)).certificates
    }


def test_each_page_with_a_name_is_a_certificate_and_a_back_side_belongs_to_the_one_before() -> None:
    other = [
        Line(line.text.replace("José Núñez", "Ben Clark"), line.top, line.size) for line in DIPLOMA
    ]
    reading = read(pdf(DIPLOMA, centred("Course outline", "Psychrometry", "Drying goals"), other))
    assert [(one.page, one.holder.value) for one in reading.certificates if one.holder] == [
        (1, "José Núñez"),
        (3, "Ben Clark"),
    ]


def test_two_people_under_one_class_are_two_certificates() -> None:
    certificates = read(
        pdf(
            centred(
                "This certifies that",
                ("Ana Ruiz", 20),
                ("Ben Clark", 20),
                "have completed the class",
                ("Odor Control", 18),
                "on 2026-02-11",
            )
        )
    ).certificates
    assert [(one.holder, one.title) for one in certificates] == [
        (Found("Ana Ruiz", sure=True), Found("Odor Control", sure=True)),
        (Found("Ben Clark", sure=True), Found("Odor Control", sure=True)),
    ]
