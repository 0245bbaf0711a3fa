// Makes a document that is shown like another one, and leaves alone what is the
// same in both: where the reader is, what is selected, what has the focus.

const ELEMENT = 1;

/** Makes the children of `live` those of `wanted`. Returns the elements that are new or other than before. */
export function patch(live, wanted) {
  const changed = [];
  patchChildren(live, wanted, changed);
  return changed;
}

function patchChildren(live, wanted, changed) {
  const old = [...live.childNodes];
  const next = [...wanted.childNodes];
  let start = 0;
  while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) start++;
  let end = 0;
  while (end < old.length - start && end < next.length - start && old.at(-1 - end).isEqualNode(next.at(-1 - end))) end++;
  const before = end > 0 ? old.at(-end) : null;
  const gone = old.slice(start, old.length - end);
  for (const node of next.slice(start, next.length - end)) {
    const at = gone.findIndex(other => isSame(other, node));
    if (at < 0) {
      live.insertBefore(adopt(live, node, changed), gone[0] ?? before);
      continue;
    }
    // What stood before the one that is found is no more, or comes later and is made anew.
    for (const other of gone.splice(0, at)) other.remove();
    patchNode(gone.shift(), node, changed);
  }
  for (const node of gone) node.remove();
}

/** Whether one is the other one, changed: by its id, or else by its kind. */
function isSame(live, wanted) {
  if (live.nodeType !== wanted.nodeType) return false;
  if (live.nodeType !== ELEMENT) return true;
  return live.localName === wanted.localName && live.id === wanted.id;
}

function patchNode(live, wanted, changed) {
  if (live.isEqualNode(wanted)) return;
  if (live.nodeType !== ELEMENT) {
    live.data = wanted.data;
    if (live.parentElement && !changed.includes(live.parentElement)) changed.push(live.parentElement);
    return;
  }
  patchAttributes(live, wanted);
  patchChildren(live, wanted, changed);
}

export function patchAttributes(live, wanted) {
  for (const { name } of [...live.attributes]) {
    // What a reader has opened stays open.
    if (!wanted.hasAttribute(name) && !(name === 'open' && live.localName === 'details')) live.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
}

function adopt(live, node, changed) {
  const adopted = live.ownerDocument.importNode(node, true);
  if (adopted.nodeType === ELEMENT) changed.push(adopted);
  else if (live.nodeType === ELEMENT && !changed.includes(live)) changed.push(live);
  return adopted;
}
