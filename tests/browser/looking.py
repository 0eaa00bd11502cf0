"""What a browser finds wrong with a page as it stands: axe, width, scripts, what it says aloud."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import ConsoleMessage, Page, Response

from browser.walking import ASTRAY

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"resultTypes": ["violations"], "iframes": False, "preload": False}
"""The passed are not listed (that takes the longest), and the style sheets, which only axe's
experimental rules read, are not asked for again each time."""
_RULES = {"all": _TAGS, "colours": ["color-contrast"]}
"""What axe looks for, best practice too: all of it, or colours alone, where some are new."""
Look = tuple[int, Literal["light", "dark"], Literal["all", "colours"]]
_ALL: tuple[Look, ...] = (
    *((1280, "light", "all"), (1280, "dark", "all"), (390, "light", "all")),
    *((390, "dark", "all"), (320, "light", "all"), (320, "dark", "all")),
)
"""`LOOKS=all`, as `make torture` has it: everything that axe knows, in every look of every page."""
LOOKS: tuple[Look, ...] = (
    (1280, "light", "all"),
    (1280, "dark", "colours"),
    (390, "light", "colours"),
    (320, "light", "colours"),
    (320, "dark", "all"),
)
ENDS: tuple[Look, ...] = ((1280, "light", "colours"), (320, "dark", "all"))
"""For another state of a page that has all looks."""
WHOLLY = os.environ.get("LOOKS") == "all"
if WHOLLY:
    LOOKS = ENDS = _ALL
_AXE = """([part, what, wholly, options]) => {
  const seen = new Set(JSON.parse(localStorage.looked ?? '[]')), grounds = new Map()
  const ground = one => {
    if (!one) return ''
    if (!grounds.has(one)) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(one)
      const its = `${backgroundColor} ${backgroundImage} ${opacity}`
      const above = ground(one.parentElement)
      grounds.set(one, its === 'rgba(0, 0, 0, 0) none 1' ? above : `${above}/${its}`)
    }
    return grounds.get(one)
  }
  const inColours = one => {
    const {color, fontSize, fontWeight} = getComputedStyle(one)
    return [one.localName, one.className, color, fontSize, fontWeight, ground(one)].join(' ')
  }
  const hasText = one => one.matches('input, select, textarea')
    || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
  let anew = 0
  for (const one of document.querySelectorAll('body *')) {
    const its = hasText(one) && one.checkVisibility() && inColours(one)
    const isNew = its && (wholly || !seen.has(its))
    one.toggleAttribute('data-new', isNew)
    if (isNew) anew = seen.add(its).size
  }
  localStorage.looked = JSON.stringify([...seen])
  if (what === 'colours' && !anew) return []
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-new]'}]})
  return axe.run(part, options).then(said => said.violations.flatMap(one =>
    one.nodes.map(node => one.id + ': ' + node.html.slice(0, 200))))
}"""
"""Contrast, which takes as long as all the rest, is worked out once for words of the same kind, in
the same colour and size, on the same ground, whichever page they are on."""
_UNFOLD = """document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })"""
_OPEN_MENU = """at => document.querySelectorAll('details.menu')
  .forEach((one, place) => { one.open = place === at })"""
_SCRIPTS = """[...document.querySelectorAll('script, [onclick], [onload], [onchange], [onsubmit]')]
  .map(one => one.outerHTML.slice(0, 120))"""
_WIDER = """() => {
  const screen = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= screen) return []
  return [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > screen + 0.5)
    .slice(-3).map(one => `wider than the screen: ${one.outerHTML.slice(0, 120)}`)
}"""


_SMALL = """() => {
  const inline = one => getComputedStyle(one).display === 'inline'
  const words = one => one.textContent.replace(/\\s+/g, ' ').trim()
  const inSentence = one => {
    let block = one
    while (inline(block)) block = block.parentElement
    return block !== one && words(block) !== words(one)
  }
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(one => one.type !== 'hidden' && !one.classList.contains('skip'))
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !inSentence(one))
    .map(one => [one, (one.closest('label') ?? one).getBoundingClientRect().height])
    .filter(([, height]) => height < 43.5)
    .map(([one, height]) => `${height} px high: ${one.outerHTML.slice(0, 120)}`)
}"""
"""What a thumb misses: lower than 44 px, except a link within a sentence."""
_CUT = """() => {
  const pen = document.createElement('canvas').getContext('2d')
  const short = one => {
    const style = getComputedStyle(one)
    pen.font = style.font
    const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    return pen.measureText(one.selectedOptions[0]?.textContent ?? '').width > room - 12
  }
  return [...document.querySelectorAll('select:not([multiple])')]
    .filter(one => one.checkVisibility() && short(one))
    .map(one => `its choice is cut: ${one.name}`)
}"""
_WRITTEN_OVER = """() => [...document.querySelectorAll('svg')].flatMap(picture => {
  const words = [...picture.querySelectorAll('text')].filter(one => one.checkVisibility())
    .map(one => [one.textContent, one.getBoundingClientRect()]).filter(([, at]) => at.width)
  const over = (a, b) => a.left < b.right && b.left < a.right
    && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2
  return words.flatMap(([one, a], at) => words.slice(at + 1)
    .filter(([, b]) => over(a, b)).map(([other]) => `“${one}” is written over “${other}”`))
})"""
_ROOM = f"""thumb => [...({_CUT})(), ...({_WRITTEN_OVER})(), ...({_WIDER})(), ...({ASTRAY})(),
  ...(thumb ? ({_SMALL})() : [])]"""
_PHONE, _SHEET = 390, 816
"""Pixels: what is no wider is pressed with a thumb; a sheet of letter paper."""


@contextmanager
def listening(page: Page, url: str) -> Iterator[list[str]]:
    """What a page says aloud meanwhile, what it could not load, and what is not from `url`."""
    heard: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if "Failed to load resource" not in message.text:  # that is found below, with its address
            heard.append(f"console: {message.text}")

    def answered(answer: Response) -> None:
        if not answer.url.startswith((url, "data:")):
            heard.append(f"from elsewhere: {answer.url}")
        if answer.status >= 400 and not answer.request.is_navigation_request():
            heard.append(f"{answer.status}: {answer.url}")

    ears: dict[Any, Any] = {
        "pageerror": lambda error: heard.append(f"error: {error}"),
        "requestfailed": lambda asked: heard.append(f"not loaded: {asked.url}"),
        "console": said,
        "response": answered,
    }
    for event, ear in ears.items():
        page.on(event, ear)
    yield heard
    for event, ear in ears.items():
        page.remove_listener(event, ear)


def flaws(page: Page, looks: Sequence[Look] = LOOKS) -> list[str]:
    """What is wrong with a page, wide and narrow, light and dark, all of it unfolded."""
    page.evaluate(_UNFOLD)
    scripts = [f"a script: {source}" for source in page.evaluate(_SCRIPTS)]
    return scripts + _in_each(page, "html", looks) + _on_paper(page)


def flaws_of_menu(page: Page, place: int) -> list[str]:
    """What is wrong with a menu when it alone is open; the page below is covered meanwhile."""
    page.evaluate(_OPEN_MENU, place)
    return _in_each(page, "header", LOOKS)


def _in_each(page: Page, part: str, looks: Sequence[Look]) -> list[str]:
    """The page is loaded once: style sheets alone make it wide or narrow, light or dark."""
    found, before = [], 0
    for width, scheme, rules in looks:
        if width != before:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{width}: {flaw}" for flaw in page.evaluate(_ROOM, width <= _PHONE)]
        before = width
        page.emulate_media(color_scheme=scheme)
        asked = [part, rules, WHOLLY, {**_OPTIONS, "runOnly": _RULES[rules]}]
        found += [f"{width} {scheme}: {flaw}" for flaw in page.evaluate(_AXE, asked)]
    return found


def _on_paper(page: Page) -> list[str]:
    """What is wider than a sheet of paper, when the page is printed."""
    page.set_viewport_size({"width": _SHEET, "height": 900})
    page.emulate_media(media="print")
    found = page.evaluate(_WIDER)
    page.emulate_media(media="screen")
    return [f"print: {flaw}" for flaw in found]
