"""Pages as they are opened in a browser."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Page

__all__ = ["CONTRASTS", "LOOKS", "NARROW", "PATIENCE", "WIDE", "Opened", "Opener", "unfold"]

WIDE, NARROW = 1280, 390
PATIENCE: Final = 20_000
"""Milliseconds: a machine may be busy with much else."""
CONTRASTS: Final = """() => {
  const light = (rgb) => rgb.map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const numbers = (text) => text.match(/[0-9.]+/g).map(Number);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return numbers(getComputedStyle(document.body).backgroundColor);
  };
  const found = [];
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || style.visibility === "hidden") continue;
    for (const side of ["Top", "Right", "Bottom", "Left"]) {
      if (parseFloat(style[`border${side}Width`]) === 0) continue;
      if (style[`border${side}Style`] === "none") continue;
      const edge = light(numbers(style[`border${side}Color`]).slice(0, 3));
      const paper = light(behind(one.parentElement));
      const ratio = (Math.max(edge, paper) + 0.05) / (Math.min(edge, paper) + 0.05);
      found.push([`${one.tagName}.${one.getAttribute("class")}`, ratio]);
    }
  }
  return found;
}"""
"""Lists the contrast of each border that is shown with what it stands on."""
LOOKS: Final = [(width, scheme) for width in (WIDE, NARROW) for scheme in ("light", "dark")]


@dataclass(frozen=True)
class Opened:
    """A page that is open, and what went wrong in it so far."""

    page: Page
    errors: list[str]

    def ask(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        """Evaluate a function in the page."""
        return self.page.evaluate(script)


Opener = Callable[..., Opened]


def unfold(page: Page) -> None:
    """Open every section."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
