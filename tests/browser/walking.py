"""A page gone through with the Tab key alone."""

from playwright.sync_api import Page

_STOPS = """[...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
  .filter(one => !one.disabled && one.checkVisibility({visibilityProperty: true}))"""
"""What can be used on a page."""
_BEGIN = """within => {
  const first = one => {
    const group = [...document.getElementsByName(one.name)].filter(other => other.form === one.form)
    return one === (group.find(other => other.checked) ?? group[0])
  }
  const place = document.querySelector(within)
  window.wanted = STOPS.filter(one => place.contains(one) && (one.type !== 'radio' || first(one)))
  window.seen = []
  window.found = []
  const say = one => one.outerHTML.slice(0, 120)
  window.say = say
  document.addEventListener('focusin', ({target}) => {
    if (window.seen.includes(target)) return
    window.seen.push(target)
    const style = getComputedStyle(target)
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1)
      window.found.push('its focus is not seen: ' + say(target))
  })
  const days = window.wanted.filter(one => one.type === 'date').length
  return window.wanted.length + 3 * days
}""".replace("STOPS", _STOPS)
"""A radio group has one stop; a day has four: month, day, year and the calendar."""
_END = """() => {
  const {wanted, seen, found, say} = window
  const scrolls = one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight
  const reached = seen.filter(one => wanted.includes(one))
  const expected = wanted.filter(one => seen.includes(one))
  const wrong = reached.findIndex((one, at) => one !== expected[at])
  if (wrong >= 0) found.push('out of order: ' + say(reached[wrong]))
  for (const one of wanted)
    if (!seen.includes(one)) found.push('cannot be reached by Tab: ' + say(one))
  for (const one of seen)
    if (!wanted.includes(one) && !scrolls(one)) found.push('gets the focus: ' + say(one))
  return found
}"""
"""Besides what can be used, only what scrolls gets the focus."""
ASTRAY = """() => STOPS.filter(one => one.tabIndex !== 0)
  .map(one => 'not in its place in the order: ' + one.outerHTML.slice(0, 120))""".replace(
    "STOPS", _STOPS
)
"""What Tab leaves out, or takes before its turn."""
_TO_THE_TOP = """within => {
  const place = document.querySelector(within)
  const had = place.getAttribute('tabindex')
  place.tabIndex = -1
  place.focus()
  if (had === null) place.removeAttribute('tabindex')
}"""
_AFTER_SKIPPING = """() => {
  const main = document.querySelector('#main')
  const inside = [...main.querySelectorAll('a[href], button, summary')]
    .some(one => one.checkVisibility())
  const now = document.activeElement
  return main.contains(now) || !inside ? [] : ['skipping leads to ' + now.outerHTML.slice(0, 120)]
}"""


def walk(page: Page, within: str = "body") -> list[str]:
    """What is wrong for whoever goes through a page, or a part of it, by Tab: something cannot be
    reached, is out of the document's order, does not show that it has the focus, or keeps it."""
    page.evaluate(_TO_THE_TOP, within)
    presses: int = page.evaluate(_BEGIN, within)
    for _ in range(presses):
        page.keyboard.down("Tab")  # held down it goes on as it does pressed anew
    page.keyboard.up("Tab")
    return list(page.evaluate(_END))


def skip(page: Page) -> list[str]:
    """What is wrong with the first stop of a page: it leads to the first stop in its content."""
    page.evaluate(_TO_THE_TOP, "body")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.getAttribute('href')") != "#main":
        return ["the first stop does not lead to the content"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    return list(page.evaluate(_AFTER_SKIPPING))
