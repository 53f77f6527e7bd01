/** What a dry run's rows become when they are imported: new ones created or not, known ones changed or not, and where new archives belong. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { DepartmentView } from '../../model/api.ts';
import type { ImportChoice, ImportRows } from '../../model/import/api.ts';
import { formatNumber } from '../internal/formats.ts';
import { checkedOf, isOffline, valueOf } from './host.ts';
import type { ImportHost } from './host.ts';

/** `department`: empty where none is named; `save`: the mapping is kept for the source; `leave`: new rows that are probably there already are left out. */
export interface Chosen extends ImportChoice { readonly department: string; readonly save: boolean; readonly leave: boolean }

export interface ChooseView {
  readonly host: ImportHost;
  readonly counts: ImportRows['counts'];
  readonly chosen: Chosen;
  readonly source: string;
  readonly departments: readonly DepartmentView[];
  readonly starting: boolean;
  readonly set: (change: Partial<Chosen>) => void;
  readonly go: () => void;
}

export const rowsTaken = ({ create = 0, update = 0 }: ImportRows['counts'], chosen: ImportChoice): number => (chosen.create === 'create' ? create : 0) + (chosen.update === 'update' ? update : 0);

export function chooseView({ host, counts, chosen, source, departments, starting, set, go }: ChooseView): TemplateResult {
  const { t, language } = host;
  const { create = 0, update = 0, refuse = 0 } = counts;
  const taken = rowsTaken(counts, chosen);
  const number = (n: number): string => formatNumber(language, n);
  return html`<form class="choose stack" novalidate @submit=${(event: Event) => { event.preventDefault(); go(); }}>
    ${create + update === 0 ? html`<p>${refuse > 0 ? nothing : t.nothing}</p>` : html`<div class="how">
      ${create === 0 ? nothing : html`<label class="field"><span class="muted small">${t.newOnes} (${number(create)})</span><select class="choose-create" @change=${(event: Event) => set({ create: valueOf(event) as Chosen['create'] })}>
        <option value="create" .selected=${live(chosen.create === 'create')}>${t.create}</option><option value="skip" .selected=${live(chosen.create === 'skip')}>${t.skip}</option></select></label>`}
      ${update === 0 ? nothing : html`<label class="field"><span class="muted small">${t.known} (${number(update)})</span><select class="choose-update" @change=${(event: Event) => set({ update: valueOf(event) as Chosen['update'] })}>
        <option value="update" .selected=${live(chosen.update === 'update')}>${t.update}</option><option value="skip" .selected=${live(chosen.update === 'skip')}>${t.skip}</option></select></label>`}
      ${create === 0 || departments.length === 0 ? nothing : html`<label class="field"><span class="muted small">${t.department}</span><select class="choose-department" @change=${(event: Event) => set({ department: valueOf(event) })}>
        <option value="" .selected=${live(chosen.department === '')}>${t.noDepartment}</option>${departments.map(({ id, name }) => html`<option value=${id} .selected=${live(id === chosen.department)}>${name}</option>`)}</select></label>`}
    </div>
    ${create === 0 || chosen.create === 'skip' ? nothing : html`<label class="check"><input type="checkbox" class="leave-likely" .checked=${live(chosen.leave)} @change=${(event: Event) => set({ leave: checkedOf(event) })} /><span>${t.leaveLikely}</span></label>`}
    <label class="check"><input type="checkbox" class="keep-mapping" .checked=${live(chosen.save)} @change=${(event: Event) => set({ save: checkedOf(event) })} /><span>${t.keepMapping(source)}</span></label>`}
    <div class="buttons"><button class="button primary run-import" ?disabled=${taken === 0 || starting || isOffline(host)}>${starting ? t.starting : taken === 0 ? t.runNothing : t.run(number(taken))}</button><span class="muted small">${t.noneYet}</span></div>
  </form>`;
}
