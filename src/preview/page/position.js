// Where a reader is: at which part of the text, not at which pixel. Parts have
// the same ids in every language and format.

/** @typedef {{ id: string, part: number }} Place  The id of a part of the text, and how much of it lies above (0 to 1). */

/** Ids that begin with `_` are the program's; those of page starts are another edition's. */
function textOf(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at.id && !at.id.startsWith('_') && !at.matches('.page, [role="doc-pagebreak"]')) return at;
  }
  return null;
}

/** How far down the window somebody reads who has just scrolled there. */
const PROBES = [10, 26, 44, 66, 92, 124, 164, 214, 276, 350];

/** Where the reader of a document that scrolls is; nothing at its very beginning, or where there is no text. */
export function placeIn(frameWindow) {
  const { document: text, scrollY } = frameWindow;
  if (scrollY < 4) return null;
  const middle = frameWindow.innerWidth / 2;
  for (const y of PROBES) {
    for (const x of [middle, middle * 0.4, middle * 1.6]) {
      const found = textOf(text.elementFromPoint(x, y));
      if (!found || found.getBoundingClientRect().height > 3 * frameWindow.innerHeight) continue;
      const { top, height } = found.getBoundingClientRect();
      return { id: found.id, part: height ? -top / height : 0 };
    }
  }
  return null;
}

/** The element at a place, or the nearest one around it that is there. */
export function elementAt(text, place) {
  for (let id = place.id; id; id = id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : '') {
    const found = text.getElementById(id);
    if (found) return { element: found, part: id === place.id ? place.part : 0 };
  }
  return null;
}

/** Scrolls to a place; to the beginning without one. Says whether the place is there. */
export function scrollTo(frameWindow, place) {
  const found = place && elementAt(frameWindow.document, place);
  if (!found) {
    if (!place) frameWindow.scrollTo({ top: 0, behavior: 'instant' });
    return false;
  }
  const { top, height } = found.element.getBoundingClientRect();
  frameWindow.scrollTo({ top: frameWindow.scrollY + top + found.part * height, behavior: 'instant' });
  return true;
}

/**
 * Remembers in `reader.last` where the reader of a document that scrolls is, and
 * goes there again when the window becomes wider or narrower.
 */
export function keepPlace(frameWindow, reader) {
  const isShown = () => frameWindow.innerWidth > 0;
  frameWindow.addEventListener('scroll', () => isShown() && (reader.last = placeIn(frameWindow)), { passive: true });
  frameWindow.addEventListener('resize', () => isShown() && reader.last && scrollTo(frameWindow, reader.last));
}
