/** Parts of a page behind tabs: one at a time, arrow keys from tab to tab, the chosen one in the address. */

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** A telephone has no room for all of them: the chosen one stands in the middle of the row; the page itself stays where it is. */
function bringIntoRow(tab: HTMLElement | undefined): void {
  const row = tab?.parentElement;
  if (tab && row) row.scrollLeft += tab.getBoundingClientRect().left + tab.offsetWidth / 2 - row.getBoundingClientRect().left - row.offsetWidth / 2;
}

/** `shown` is told each part that is there to be seen, every time. */
export function beginTabs(shown: (panel: HTMLElement) => void = () => undefined): void {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  const partOf = (tab: HTMLElement | undefined): string => tab?.dataset['part'] ?? '';
  const named = (): HTMLElement | undefined => tabs.find((tab) => `#${partOf(tab)}` === location.hash) ?? tabs[0];
  const show = (chosen: HTMLElement | undefined): void => {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      const panel = document.getElementById(partOf(tab));
      panel?.setAttribute('role', 'tabpanel');
      if (panel) panel.hidden = !on;
      if (panel && on) shown(panel);
    }
    bringIntoRow(chosen);
  };
  const choose = (tab: HTMLElement | undefined): void => {
    // no jump to the part, and back leads to the page before
    history.replaceState(null, '', `#${partOf(tab)}`);
    show(tab);
  };
  for (const [i, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', (event) => {
      const step = STEPS[event.key];
      const next = step !== undefined ? tabs[(i + step + tabs.length) % tabs.length] : event.key === 'Home' ? tabs[0] : event.key === 'End' ? tabs.at(-1) : undefined;
      if (!next) return;
      choose(next);
      next.focus();
      event.preventDefault();
    });
  }
  addEventListener('hashchange', () => show(named()));
  show(named());
}
