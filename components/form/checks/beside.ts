/** Draws doubts, the reasons for which they are kept, and the button of a masked value. What is doubtful is decided by `model/validation`. */
import { html, nothing, type TemplateResult } from 'lit';
import { setMark } from '../../../model/section-doc.ts';
import { markKey } from '../../../model/value-keys.ts';
import { warningOf } from '../../../model/validation/findings.ts';
import { keptBy, overrideMark, REASON_UNITS, type Warning } from '../../../model/validation/warning.ts';
import { composing } from '../../internal/keys.ts';
import { later } from '../../internal/later.ts';
import { icon } from '../icons.ts';
import type { FormHost, Slot } from '../slot.ts';
import { contextOf } from './context.ts';
import { isShown, masked } from './door.ts';
import { keeper, wrote } from './keeper.ts';
import { phoneFacts, phoneLine } from './phone-line.ts';
import { hide, reveal, revealFailed } from './reveal.ts';
import { doubtStyles } from './styles.ts';
import { checkTexts } from './texts.ts';

/** Nearly all values are as they should be: the sentences come with the first that is not. */
const sentences = later(() => import('../../../model/validation/warning-texts.ts'));
const sentenceOf = (host: FormHost, { code }: Warning): string | undefined => sentences.soon(() => host.refresh())?.WARNING_TEXTS[code][host.language];

const openName = ({ archive, section }: FormHost, { key }: Slot): string => `keep ${archive} ${section.name} ${key}`;

const doubtOf = (host: FormHost, slot: Slot, context = contextOf(host, slot)): Warning | null => (slot.value === null ? null : warningOf(slot.meta, slot.value, context));
const reasonFor = ({ section }: FormHost, { key }: Slot, found: Warning): string | undefined => keptBy(found, section.mark(key, 'override'));

export function sign(host: FormHost, slot: Slot): TemplateResult | typeof nothing {
  const found = doubtOf(host, slot);
  if (found === null || reasonFor(host, slot, found) !== undefined) return nothing;
  const sentence = sentenceOf(host, found);
  if (sentence === undefined) return nothing;
  return html` <span class="doubt-sign" title=${sentence} ${doubtStyles()}>${icon('doubt')}<span class="visually-hidden">${sentence}</span></span>`;
}

export function doubt(host: FormHost, slot: Slot): TemplateResult | typeof nothing {
  const context = contextOf(host, slot);
  const phone = phoneFacts(host, slot, context);
  const found = doubtOf(host, slot, context) ?? phone?.warning ?? null;
  const about = slot.meta.mask === true ? maskedLine(host, slot) : nothing;
  if (found === null) return html`${about}${phone === null ? nothing : phoneLine(host, phone)}`;
  const sentence = sentenceOf(host, found);
  if (sentence === undefined) return html`${about}`;
  const reason = reasonFor(host, slot, found);
  return html`${about}${reason === undefined ? open(host, slot, found, sentence) : kept(host, slot, sentence, reason)}`;
}

function open(host: FormHost, slot: Slot, found: Warning, sentence: string): TemplateResult {
  const t = checkTexts(host.language);
  const opened = host.opened.has(openName(host, slot));
  return html`<p class="doubt" ${doubtStyles()}>${icon('doubt')}<span>${sentence}</span>
    ${host.readOnly || opened ? nothing : html`<button type="button" class="link" id="${slot.id}-keep" aria-label="${t.keep}: ${slot.label}" @click=${() => turn(host, slot, true)}>${t.keep}</button>`}</p>
    ${opened && !host.readOnly ? reasonForm(host, slot, found) : nothing}`;
}

function turn(host: FormHost, slot: Slot, opens: boolean): void {
  if (opens) host.opened.add(openName(host, slot));
  else host.opened.delete(openName(host, slot));
  host.focusOn(opens ? `${slot.id}-reason` : `${slot.id}-keep`);
}

function reasonForm(host: FormHost, slot: Slot, found: Warning): TemplateResult {
  const t = checkTexts(host.language);
  const keep = (event: Event) => {
    const input = (event.currentTarget as HTMLElement).closest('.reason')!.querySelector('input')!;
    if (input.value.trim() === '') return input.focus();
    const mark = overrideMark(found, input.value);
    host.opened.delete(openName(host, slot));
    wrote(host, mark);
    host.section.edit(`${slot.label}, ${t.reason}`, markKey(slot.key, 'override'), (doc) => setMark(doc, slot.key, 'override', mark));
    host.refresh();
    host.focusOn(slot.id);
  };
  const onKey = (event: KeyboardEvent) => {
    // neither the sheet around it nor the page shall take them
    if (event.key !== 'Tab') event.stopPropagation();
    if (composing(event)) return;
    if (event.key === 'Enter') keep(event);
    else if (event.key === 'Escape') turn(host, slot, false);
    else return;
    event.preventDefault();
  };
  return html`<p class="reason" role="group" aria-label=${t.keep}>
    <label class="small" for="${slot.id}-reason">${t.reason}</label>
    <input type="text" id="${slot.id}-reason" maxlength=${REASON_UNITS} autocomplete="off" required @keydown=${onKey} />
    <button type="button" class="button" @click=${keep}>${t.keepIt}</button>
    <button type="button" class="button quiet" @click=${() => turn(host, slot, false)}>${t.cancel}</button>
  </p>`;
}

function kept(host: FormHost, slot: Slot, sentence: string, reason: string): TemplateResult {
  const t = checkTexts(host.language);
  const name = keeper(host, slot);
  const again = () => {
    host.section.edit(`${slot.label}, ${t.reason}`, markKey(slot.key, 'override'), (doc) => setMark(doc, slot.key, 'override', null));
    host.refresh();
    host.focusOn(`${slot.id}-keep`);
  };
  return html`<p class="doubt kept" title=${sentence} ${doubtStyles()}>${icon('doubt')}<span>${name === '' ? t.kept(reason) : t.keptBy(name, reason)}<span class="visually-hidden"> ${sentence}</span></span>
    ${host.readOnly ? nothing : html`<button type="button" class="link" aria-label="${t.check}: ${slot.label}" @click=${again}>${t.check}</button>`}</p>`;
}

/** What stands under a masked value: how it ends, or for how long all of it is seen. */
function maskedLine(host: FormHost, slot: Slot): TemplateResult | typeof nothing {
  const t = checkTexts(host.language);
  if (revealFailed(host, slot)) return html`<p class="problem" role="alert">${t.cannot}</p>`;
  if (isShown(host, slot)) return html`<p class="muted small" role="status">${t.shown}</p>`;
  return host.readOnly ? nothing : html`<p class="visually-hidden">${t.hidden(masked(String(slot.value)))}</p>`;
}

export function mask(host: FormHost, slot: Slot): TemplateResult {
  const t = checkTexts(host.language);
  const shown = isShown(host, slot);
  const label = shown ? t.hide(slot.label) : t.show(slot.label);
  return html`<button type="button" class="button quiet icon show" aria-label=${label} title=${shown ? label : `${label}. ${t.showHint}`} @click=${() => (shown ? hide(host, slot) : void reveal(host, slot))}>${icon(shown ? 'hide' : 'show')}</button>`;
}
