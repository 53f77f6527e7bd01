/** What stands beside a value that is looked at: a doubt with its reason, or the way to see all of a masked one. Loaded with the first value that needs it; here is only what must be known before. */
import { nothing } from 'lit';
import type { Scalar } from '../../../model/api.ts';
import { later } from '../../internal/later.ts';
import type { OpenSection } from '../open-section.ts';
import type { FormHost, Slot } from '../slot.ts';

const part = later(() => import('./beside.ts'));

/** Masked values that are shown for a while, by section and key; another value that comes is hidden again. */
const shown = new WeakMap<OpenSection, Map<string, Scalar>>();
export const isShown = (host: FormHost, { key, value }: Slot): boolean => shown.get(host.section)?.get(key) === value;
export function setShown(section: OpenSection, key: string, value: Scalar): void {
  const all = shown.get(section) ?? new Map<string, Scalar>();
  shown.set(section, all);
  if (value === null) all.delete(key);
  else all.set(key, value);
}

export const isHidden = (host: FormHost, slot: Slot): boolean => slot.meta.mask === true && slot.value !== null && !isShown(host, slot);

/** The last three or four tell two papers apart; of what is short nothing is left. */
export function masked(text: string): string {
  const kept = text.length > 8 ? 4 : text.length > 5 ? 3 : 0;
  return kept === 0 ? '••••' : `•••• ${text.slice(-kept)}`;
}

const isLooked = ({ drafts }: FormHost, { key, value, meta }: Slot): boolean =>
  (value !== null && (meta.mask === true || meta.check !== undefined || meta.after !== undefined || meta.kind === 'url')) || ((meta.kind === 'phone' || meta.check === 'method') && (value !== null || drafts.has(key)));

function view(host: FormHost, slot: Slot, which: 'doubt' | 'mask' | 'sign'): unknown {
  if (!isLooked(host, slot)) return nothing;
  const here = part.now();
  if (here !== undefined) return here[which](host, slot);
  void part.load().then((loaded) => { if (loaded !== undefined) host.refresh(); });
  return nothing;
}

export const doubt = (host: FormHost, slot: Slot): unknown => view(host, slot, 'doubt');
/** Of a value at rest: that there is a doubt, and which. */
export const doubtSign = (host: FormHost, slot: Slot): unknown => view(host, slot, 'sign');
/** The button that shows all of a masked value. */
export const unmask = (host: FormHost, slot: Slot): unknown => (slot.meta.mask === true ? view(host, slot, 'mask') : nothing);
