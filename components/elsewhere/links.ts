/** Links to this customer: of what kind, by whom, until when, last used; each ended with a click. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ArchiveLinks } from '../../model/elsewhere/api.ts';
import { formatDate, formatTime } from '../internal/formats.ts';
import type { Dialog } from './dialog.ts';

export function linksView(dialog: Dialog, { items }: ArchiveLinks): TemplateResult {
  const { t, options: { language } } = dialog;
  const day = (moment: string): string => formatDate(language, moment.slice(0, 10));
  if (items.length === 0) return html`<p>${t.noLinks}</p>`;
  return html`<ul role="list">${repeat(items, ({ id }) => id, (link) => html`<li>
    <div><strong>${t.way[link.kind]}</strong> · ${link.names ? t.withName : t.withoutName}<br />
      <span class="muted small">${link.mine ? t.mine : t.by(link.by.name)} · ${t.until(day(link.until))} · ${link.fetched === null ? t.unused : t.used(`${day(link.fetched)} ${formatTime(language, Date.parse(link.fetched))}`)}</span></div>
    <button type="button" class="button end" aria-label=${t.endOf(t.way[link.kind], day(link.until))} ?disabled=${dialog.off} @click=${() => void dialog.end(link)}>${t.end}</button>
  </li>`)}</ul>`;
}
