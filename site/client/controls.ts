/** Controls made from the manifest: a box for a boolean, a choice for a union, else a line with what may be offered; colours and lengths for tokens. */
import type { Described } from '../engine/manifest.ts';

const OPTIONS = /^\s*(?:'[^']*'\s*\|?\s*)+(?:undefined|null)?\s*$/;

function labelled(name: string, control: HTMLElement): HTMLLabelElement {
  const label = document.createElement('label');
  const text = document.createElement('code');
  text.textContent = name;
  label.append(text, control);
  return label;
}

/** `changed` hears null where the attribute is to go. */
export function attributeControl({ name, type }: Described, value: string | null, offers: readonly string[], changed: (value: string | null) => void): HTMLElement {
  if (/^boolean\b/.test(type)) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = value !== null;
    box.addEventListener('change', () => { changed(box.checked ? '' : null); });
    const label = labelled(name, box);
    label.className = 'box';
    return label;
  }
  const options = OPTIONS.test(type) ? [...type.matchAll(/'([^']*)'/g)].map(([, option = '']) => option) : [];
  if (options.length > 1) {
    const choice = document.createElement('select');
    for (const option of ['', ...options]) choice.append(new Option(option === '' ? '–' : option, option));
    choice.value = value ?? '';
    choice.addEventListener('change', () => { changed(choice.value === '' ? null : choice.value); });
    return labelled(name, choice);
  }
  const line = document.createElement('input');
  line.type = /^number\b/.test(type) ? 'number' : 'text';
  line.value = value ?? '';
  line.spellcheck = false;
  line.addEventListener('input', () => { changed(line.value === '' ? null : line.value); });
  const label = labelled(name, line);
  if (offers.length > 0) {
    const list = document.createElement('datalist');
    list.id = `offers-${name}`;
    for (const offer of offers) list.append(new Option(offer, offer));
    line.setAttribute('list', list.id);
    label.append(list);
  }
  return label;
}

/** A colour as `#rrggbb`, which is all that a colour's field takes; null for what is none. */
function hex(value: string): string | null {
  const probe = document.createElement('canvas').getContext('2d');
  if (!probe || value === '' || !CSS.supports('color', value)) return null;
  probe.fillStyle = value;
  return /^#[0-9a-f]{6}$/.test(probe.fillStyle) ? probe.fillStyle : null;
}

/** `changed` hears null where the token is to have its own value again. */
export function tokenControl({ name, default: initial }: Described, changed: (value: string | null) => void): HTMLElement {
  const colour = hex(initial);
  const control = document.createElement('input');
  if (colour !== null) {
    control.type = 'color';
    control.value = colour;
  } else {
    control.type = 'text';
    control.placeholder = initial;
    control.spellcheck = false;
  }
  control.addEventListener('input', () => { changed(control.value.trim() === '' ? null : control.value.trim()); });
  return labelled(name, control);
}
