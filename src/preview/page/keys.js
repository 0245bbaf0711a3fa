// What can be done with the keyboard alone.

/**
 * Tabs by the pattern of WAI-ARIA: arrows, Home and End choose, and what is chosen
 * is shown. `onChoose` hears of it before, and gives back what is done after.
 */
export function tabs(list, onChoose) {
  const all = [...list.querySelectorAll('[role="tab"]')];
  const choose = tab => {
    const show = onChoose(tab.id.replace('tab-', ''));
    for (const other of all) {
      const isChosen = other === tab;
      other.setAttribute('aria-selected', String(isChosen));
      other.tabIndex = isChosen ? 0 : -1;
      document.getElementById(other.getAttribute('aria-controls')).hidden = !isChosen;
    }
    show();
  };
  list.addEventListener('keydown', event => {
    const at = all.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const tab = all[(to + all.length) % all.length];
    tab.focus();
    choose(tab);
  });
  for (const tab of all) tab.addEventListener('click', () => choose(tab));
  return name => choose(all.find(tab => tab.id === `tab-${name}`) ?? all[0]);
}

/**
 * The keys of the page, which the frames of editions hear too. Single letters
 * can be turned off (WCAG 2.2 2.1.4): who speaks to the computer types by accident.
 */
export function shortcuts(actions, isOn) {
  return event => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const typed = event.target.closest?.('input, select, textarea, dialog');
    if (typed && event.key !== 'Escape') return;
    const action = actions[event.key];
    if (!action || (event.key.length === 1 && !isOn())) return;
    if (action(event) !== false) event.preventDefault();
  };
}
