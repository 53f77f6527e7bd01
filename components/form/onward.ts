/** From page to page by keyboard: the rail walked with the arrow keys, and at the end of a page the way on to the next. Loaded once the form is drawn. */
import { html, nothing } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { DoorHost } from '../corrections/door.ts';
import { later } from '../internal/later.ts';
import type { RailEntry } from './rail.ts';

const door = later(() => import('../corrections/door.ts'));

const NEXT_PAGE: Readonly<Record<Language, string>> = Object.freeze({ en: 'Next page', 'zh-Hans': '下一页', 'zh-Hant': '下一頁', es: 'Página siguiente' });

/** One stop for Tab, so that the page's first field is one key away; the arrows go from page to page. */
export function walk(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.stop')];
  const at = stops.indexOf(event.target as HTMLElement);
  const to = event.key === 'ArrowDown' ? stops[at + 1] : event.key === 'ArrowUp' ? stops[at - 1] : event.key === 'Home' ? stops[0] : event.key === 'End' ? stops.at(-1) : undefined;
  if (to === undefined) return;
  to.focus();
  event.preventDefault();
}

/** At the end of a page: the next one that the rail shows. */
export function onward(form: DoorHost, at: { readonly archive: string; readonly section: string | null }, language: Language, entries: readonly RailEntry[], current: string, go: (key: string) => void): unknown {
  const usual = entries.filter((entry) => !entry.other || entry.page.key === current);
  const next = usual[usual.findIndex(({ page }) => page.key === current) + 1];
  const wrong = at.section === null ? undefined : door.soon(() => form.requestUpdate())?.correctionDoor(form, at.archive, at.section);
  return html`<div class="ways no-print">${wrong?.ask}${next === undefined ? nothing : html`<button type="button" class="button quiet onward" @click=${() => go(next.page.key)}>${NEXT_PAGE[language]}: ${next.label}</button>`}</div>${wrong?.below}`;
}
