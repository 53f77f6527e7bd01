/** The sheets of an archive: what each adds for this kind of customer, added or taken away at once. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ArchiveRow } from '../../../model/api.ts';
import { placeOf } from '../../../model/catalogue/place.ts';
import { isOwn } from '../../../model/catalogue/relevance.ts';
import type { CatalogueView } from '../../../model/catalogue/types.ts';
import { icon } from '../icons.ts';
import type { OwnHost } from '../own-page.ts';
import { sheetStyles } from './styles.ts';
import { sheetTexts } from './texts.ts';

const EXAMPLES = 3;

export interface Sheet { readonly key: string; readonly label: string; readonly count: number; readonly examples: readonly string[] }

/** Fields that a person fills, which nobody has without the sheet. */
export function sheetsOf(catalogue: CatalogueView, kind: string): readonly Sheet[] {
  const fields = catalogue.fields.filter((field) => field.scope === 'field' && field.aliasOf === undefined && placeOf(field).kind !== 'none' && !isOwn(field, { kind, packs: [] }));
  return catalogue.packs.filter(({ key }) => key !== 'base').map(({ key, label }) => {
    const own = fields.filter((field) => isOwn(field, { kind, packs: [key] }));
    return { key, label, count: own.length, examples: own.slice(0, EXAMPLES).map((field) => field.label) };
  });
}

/** `change`: null for whoever may not. */
export function sheetList(host: OwnHost, row: ArchiveRow, change: ((packs: readonly string[]) => void) | null): TemplateResult {
  const texts = sheetTexts(host.language);
  const all = sheetsOf(host.catalogue, row.kind);
  const shown = change === null ? all.filter(({ key }) => row.packs.includes(key)) : all;
  const error = host.errors.get('packs');
  return html`<section class="group" aria-labelledby="f-packs">
    <h3 id="f-packs">${texts.sheets}</h3>
    <ul class="sheets" ${sheetStyles()}>${shown.map(({ key, label, count, examples }) => {
      const on = row.packs.includes(key);
      return html`<li class=${on ? 'on' : ''} data-pack=${key}>
        <div><strong>${label}</strong>${on ? html` <span class="chip on">${texts.here}</span>` : nothing}
          ${count === 0 ? nothing : html`<p class="muted small">${texts.fields(count, `${examples.join(host.language.startsWith('zh') ? '、' : ', ')}${count > examples.length ? '…' : ''}`)}</p>`}</div>
        ${change === null ? nothing : html`<button type="button" class="button ${on ? 'quiet' : ''}" aria-label=${`${on ? texts.remove : texts.add}: ${label}`}
          @click=${() => change(on ? row.packs.filter((each) => each !== key) : [...row.packs, key])}>${on ? icon('remove') : icon('add')} ${on ? texts.remove : texts.add}</button>`}
      </li>`;
    })}</ul>
    ${error === undefined ? nothing : html`<p class="problem" role="alert">${error}</p>`}
    ${change === null ? nothing : html`<p class="muted small">${texts.removeHint}</p>`}
  </section>`;
}
