/** Does a way of contact work? Two buttons that say so and stamp the day (P-29): at a customer's own numbers and at those of its people. Loaded with the first of them. */
import { html, nothing, type TemplateResult } from 'lit';
import { getCell, setCell } from '../../../model/section-doc.ts';
import type { Language } from '../../../model/labels.ts';
import { formatDate } from '../../internal/formats.ts';
import type { TextsOf } from '../../internal/strings/texts.ts';
import { localToday } from '../kinds/computed.ts';
import { aboutId } from '../kinds/parts.ts';
import type { FormHost, Slot } from '../slot.ts';
import { methodsStyles } from './methods-styles.ts';

const en = {
  works: 'Works',
  dead: 'Dead',
  worksSince: (date: string) => `Works, checked ${date}`,
  deadSince: (date: string) => `Dead, checked ${date}`,
  sayWorks: (value: string) => `${value || 'This'} works`,
  sayDead: (value: string) => `${value || 'This'} is dead`,
};
const TEXTS: Readonly<Record<Language, TextsOf<typeof en>>> = Object.freeze({
  en,
  'zh-Hans': { works: '有效', dead: '失效', worksSince: (date) => `有效，${date}核实`, deadSince: (date) => `失效，${date}核实`, sayWorks: (value) => `${value || '此项'}有效`, sayDead: (value) => `${value || '此项'}已失效` },
  'zh-Hant': { works: '有效', dead: '失效', worksSince: (date) => `有效，${date}核實`, deadSince: (date) => `失效，${date}核實`, sayWorks: (value) => `${value || '此項'}有效`, sayDead: (value) => `${value || '此項'}已失效` },
  es: { works: 'Funciona', dead: 'No funciona', worksSince: (date) => `Funciona, comprobado el ${date}`, deadSince: (date) => `No funciona, comprobado el ${date}`, sayWorks: (value) => `${value || 'Este'} funciona`, sayDead: (value) => `${value || 'Este'} no funciona` },
});

/** Written in one step with its day; pressed again nobody knows. */
function say(host: FormHost, slot: Slot, [table, row]: readonly [string, string], alive: boolean): void {
  const value = slot.value === alive ? null : alive;
  host.section.edit(slot.label, slot.key, (doc) => {
    setCell(doc, table, row, 'alive', value);
    setCell(doc, table, row, 'verifiedAt', value === null ? null : localToday());
  });
  host.refresh();
}

export function aliveControl(host: FormHost, slot: Slot): TemplateResult {
  const [, table = '', row = ''] = slot.key.split('/');
  const t = TEXTS[host.language];
  const { doc } = host.section;
  const cell = (column: string): string => String((doc && getCell(doc, table, row, column)) ?? '');
  const day = cell('verifiedAt');
  const date = day === '' ? '' : formatDate(host.language, day);
  const value = cell('value');
  const button = (alive: boolean, label: string, since: (date: string) => string, name: string) => {
    const pressed = slot.value === alive;
    const said = pressed && date !== '' ? since(date) : label;
    return html`<button type="button" class="button alive ${alive ? 'works' : 'dead'}" id=${alive ? slot.id : nothing} aria-pressed=${String(pressed)} title=${said} aria-label=${pressed ? `${value} ${said}`.trim() : name} aria-describedby=${aboutId(slot)} @click=${() => say(host, slot, [table, row], alive)}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d=${alive ? 'M3.5 8.5l3 3L12.5 5' : 'M4.5 4.5l7 7M11.5 4.5l-7 7'}></path></svg></button>`;
  };
  return html`<span class="alive-box" role="group" aria-label=${slot.label} ${methodsStyles()}>${button(true, t.works, t.worksSince, t.sayWorks(value))}${button(false, t.dead, t.deadSince, t.sayDead(value))}</span>`;
}
