/** The parts of the customer page: one at a time behind tabs, so that each has the width it needs; on a wide screen all of them. */

/** Timeline and form fit beside the list from here on; the style sheet has the same. */
const WIDE = matchMedia('(min-width: 1700px)');
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** `chosen` is the part that shows first; `always`: also a wide screen shows one at a time; `shown` is told each part that is there to be seen. Arrow keys walk from tab to tab, as in every row of tabs. */
export function beginTabs(chosen: string, always = false, shown: (panel: HTMLElement) => void = () => undefined): void {
  const all = (): boolean => WIDE.matches && !always;
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  const row = tabs[0]?.parentElement;
  const draw = (): void => {
    if (row) row.hidden = all();
    for (const tab of tabs) {
      const on = tab.dataset['part'] === chosen;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      const panel = document.getElementById(tab.dataset['part'] ?? '');
      if (!panel) continue;
      panel.hidden = !on && !all();
      if (!panel.hidden) shown(panel);
      // without its tab a panel is a plain section
      if (all()) panel.removeAttribute('role');
      else panel.setAttribute('role', 'tabpanel');
    }
  };
  const choose = (tab: HTMLElement | undefined): void => {
    chosen = tab?.dataset['part'] ?? chosen;
    draw();
    // a telephone has no room for all of them: the chosen one stands in the middle
    if (tab && row) row.scrollLeft += tab.getBoundingClientRect().left + tab.offsetWidth / 2 - row.getBoundingClientRect().left - row.offsetWidth / 2;
  };
  for (const [i, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', (event) => {
      const step = STEPS[event.key];
      if (step === undefined) return;
      const next = tabs[(i + step + tabs.length) % tabs.length];
      choose(next);
      next?.focus();
      event.preventDefault();
    });
  }
  WIDE.addEventListener('change', draw);
  draw();
}
