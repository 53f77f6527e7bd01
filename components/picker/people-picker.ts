/** The list below a field in which a colleague is chosen: searched on the server while one types, walked by keys, read aloud. The field itself, and what choosing means, are its owner's. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { PersonView } from '../../model/api.ts';
import type { Session } from '../internal/session.ts';
import { fold } from '../internal/fold.ts';
import { composing } from '../internal/keys.ts';
import type { Strings } from '../internal/strings/index.ts';
import { afterRest, pageClock, type Clock } from '../line/clock.ts';
import { findColleagues, type FoundPeople } from '../list/directory.ts';

export interface PeoplePickerOptions {
  readonly session: Pick<Session, 'request'>;
  /** Path of a department. */
  readonly departmentName: (id: string) => string;
  readonly changed: () => void;
  /** Who is offered; default: every active colleague. */
  readonly find?: (text: string) => Promise<FoundPeople>;
  /** Default: the page's. */
  readonly clock?: Clock;
}

type Found = { readonly kind: 'asking' } | { readonly kind: 'failed' } | ({ readonly kind: 'here' } & FoundPeople);

/** Quiet time after a letter before the server is asked. */
const REST_MS = 150;

export class PeoplePicker {
  readonly #options: PeoplePickerOptions;
  readonly #soon: { readonly call: () => void; readonly cancel: () => void };
  #text = '';
  #open = false;
  #found: Found = { kind: 'asking' };
  #active = -1;
  #asked = 0;

  constructor(options: PeoplePickerOptions) {
    this.#options = options;
    this.#soon = afterRest(() => void this.#search(this.#text), REST_MS, options.clock ?? pageClock);
  }

  get open(): boolean {
    return this.#open;
  }

  /** Id of the option that the arrow keys stand on. */
  activeId(list: string): string | typeof nothing {
    return this.#open && this.#active >= 0 ? `${list}-${this.#active}` : nothing;
  }

  /** Somebody types, or wants to see who there is. */
  ask(text: string): void {
    this.#text = text;
    this.#open = true;
    this.#active = -1;
    if (this.#found.kind !== 'here') this.#found = { kind: 'asking' };
    this.#soon.call();
    this.#options.changed();
  }

  close(): void {
    this.#soon.cancel();
    if (!this.#open) return;
    this.#open = false;
    this.#active = -1;
    this.#options.changed();
  }

  /** True when the key was the list's. */
  key(event: KeyboardEvent, text: string, choose: (person: PersonView) => void): boolean {
    if (composing(event)) return false;
    const items = this.#open && this.#found.kind === 'here' ? this.#found.items : [];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.#open) this.ask(text);
      else if (items.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.#active = this.#active < 0 ? (step > 0 ? 0 : items.length - 1) : (this.#active + step + items.length) % items.length;
        this.#options.changed();
      }
      return true;
    }
    if (event.key === 'Escape' && this.#open) {
      event.stopPropagation();
      event.preventDefault();
      this.close();
      return true;
    }
    const active = items[this.#active];
    if (event.key !== 'Enter' || !active) return false;
    event.preventDefault();
    choose(active);
    return true;
  }

  /** Whom a whole name means: one person alone, by name, by name and department, or by id. Null: nobody or several; throws when it cannot be found out. */
  async meant(text: string): Promise<PersonView | null> {
    const wanted = fold(text);
    const { items } = await findColleagues(this.#options.session, text);
    const fitting = items.filter((person) => person.id === text.trim() || fold(person.name) === wanted);
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  }

  list(id: string, label: string, t: Strings, choose: (person: PersonView) => void): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    const found = this.#found;
    const items = found.kind === 'here' ? found.items : [];
    return html`<div class="people-list" ${ref(withStyles)}>
      <div role="listbox" id=${id} aria-label=${label} ?hidden=${items.length === 0}>${items.map((person, i) => html`<div
        role="option" id="${id}-${i}" aria-selected=${i === this.#active} ${i === this.#active ? ref(intoView) : nothing}
        @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => choose(person)}
      ><span>${person.name}</span>${person.department === null ? nothing : html`<span class="muted small">${this.#options.departmentName(person.department)}</span>`}</div>`)}</div>
      <p class="muted small" role="status">${found.kind === 'asking' ? t.kit.loading : found.kind === 'failed' ? t.form.userFailed : items.length === 0 ? t.form.userNone : found.more ? t.form.userMore(items.length) : t.form.userFound(items.length)}</p>
    </div>`;
  }

  async #search(text: string): Promise<void> {
    const mine = ++this.#asked;
    let found: Found;
    try {
      found = { kind: 'here', ...(await (this.#options.find?.(text) ?? findColleagues(this.#options.session, text))) };
    } catch {
      found = { kind: 'failed' }; // said below the field; the next letter asks again
    }
    // an answer that a later one has overtaken is old
    if (mine !== this.#asked) return;
    this.#found = found;
    this.#active = -1;
    this.#options.changed();
  }
}

const intoView = (option?: Element): void => option?.scrollIntoView({ block: 'nearest' });

/** The list brings its look along, so that a page without one does not load it. */
function withStyles(list?: Element): void {
  // it is made before it is put in its place
  queueMicrotask(() => {
    const root = list?.getRootNode();
    const { styleSheet } = styles;
    if (root instanceof ShadowRoot && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
  });
}

const styles = css`
  .people-list { display: grid; gap: 4px; margin-top: 4px; }
  .people-list [role='listbox'] { max-height: 260px; overflow: auto; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-surface); }
  .people-list [role='option'] { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; min-height: var(--d-row); padding: 4px 8px; cursor: pointer; }
  .people-list [role='option']:hover { background: var(--d-subtle); }
  .people-list [aria-selected='true'] { background: var(--d-accent-soft); box-shadow: inset 3px 0 var(--d-accent); }
  @media (forced-colors: active) { .people-list [aria-selected='true'] { outline: 2px solid Highlight; outline-offset: -2px; } }
`;
