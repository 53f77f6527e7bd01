/** Until when a paper of the customer's own is valid, beside its date: in how long it ends, or since when it has. Loaded with the first such date. */
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { localToday } from '../kinds/computed.ts';
import type { FormHost, Slot } from '../slot.ts';
import { daysTo, whenText } from './days.ts';
import type { Part } from './look.ts';
import { adopt } from './opened.ts';
import { SOON } from './parts.ts';
import { lookStyles } from './styles.ts';
import { hasLookTexts, loadLookTexts, lookTexts } from './texts.ts';

export function validityLine(host: FormHost, slot: Slot): Part {
  const days = typeof slot.value === 'string' ? daysTo(localToday(), slot.value) : undefined;
  if (days === undefined) return nothing;
  if (!hasLookTexts(host.language)) {
    void loadLookTexts(host.language).then(() => host.refresh());
    return nothing;
  }
  const t = lookTexts(host.language);
  const when = whenText(host.language, days);
  return html`<span class="look-mark ${days < 0 ? 'danger' : days <= SOON ? 'due' : ''}" ${ref((element) => adopt(element, lookStyles))}>${days < 0 ? t.expired(when) : t.expires(when)}</span>`;
}
