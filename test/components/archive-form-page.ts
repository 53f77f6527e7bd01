/** A form on a page with a real catalogue, two documents wired together, and a colleague who can write in the other one. For the tests of the form. */
import * as Y from 'yjs';
import type { ArchiveRow, ArchiveView, SectionAccess } from '../../model/api.ts';
import { catalogueView, type WorkspaceCatalogue } from '../../model/catalogue/catalogue.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';
import type { Level } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { ArchiveForm } from '../../components/archive-form.ts';
import { ApiError } from '../../components/internal/session.ts';
import { FakeSession, mount, type FakeHandle } from './fake-session.ts';

if (!customElements.get('archive-form')) customElements.define('archive-form', ArchiveForm);

const maria = { id: 'maria' as PersonId, name: 'Maria Anders' };

export const ROW: ArchiveRow = {
  id: 'ALFKI' as ArchiveId, keys: [], kind: 'organisation', code: 'ALFKI', packs: ['base', 'organisation', 'dealer', 'hotel', 'bank', 'individual', 'status'],
  keeper: maria, owner: maria, coOwners: [], deputies: [], department: null, confidentiality: 'normal', state: 'open', openedAt: '2026-01-05T09:00:00Z', reviewedAt: null,
};

/** Sections by level; what is not named is `none` and so not there, as the server answers it. */
export function viewOf(levels: Readonly<Record<string, Level>>, row: Partial<ArchiveRow> = {}, level: Level = 'manage'): ArchiveView {
  const whole = { ...ROW, ...row };
  const sections = SECTION_KEYS.flatMap((section): SectionAccess[] => (levels[section] === undefined ? [] : [{ section, level: levels[section], because: [] }]));
  return {
    id: whole.id, level, row: whole, sections,
    overview: {
      id: whole.id, name: 'Alfreds Futterkiste', kind: whole.kind, department: whole.department, owner: whole.owner, level: 'manage', revision: 1, keys: [], code: whole.code, shortName: null, state: whole.state,
      roles: [], place: 'Berlin', coOwners: [], contacts: [], trade: { currency: 'EUR', sum: '4273.00', count: 6, first: '1997-08-25', last: '1998-04-09', months: [] }, classes: {}, due: [],
      keyTen: { filled: 1, of: 10 }, completeness: { packs: [], missing: 0, stale: 0 }, stage: null, warning: null, doNotContact: false, updatedAt: '2026-05-12T09:00:00Z',
    },
  };
}

/** The catalogue is asked for in the form's language, which the plain fake does not do. */
export class FormSession extends FakeSession {
  /** What an administrator made of it; with another one goes another `edition`. */
  workspace: WorkspaceCatalogue | undefined;
  override async catalogue(lang: Language = 'en', packs?: readonly string[]) {
    return catalogueView(lang, packs, this.workspace);
  }
}

export interface FormPage {
  readonly form: ArchiveForm;
  readonly session: FormSession;
  readonly root: ShadowRoot;
  readonly handle: FakeHandle;
  /** One's own document of the section shown, and the colleague's, wired both ways. */
  readonly mine: Y.Doc;
  readonly theirs: Y.Doc;
  readonly settled: () => Promise<void>;
  readonly drawn: (selector: string) => Promise<void>;
  readonly find: <T extends Element = HTMLElement>(selector: string) => T;
  /** A control by the value key of its slot. */
  readonly control: <T extends HTMLElement = HTMLInputElement>(key: string) => T;
  readonly remove: () => void;
}

export interface FormOptions {
  readonly view?: ArchiveView;
  readonly attributes?: string;
  readonly lang?: string;
  readonly section?: string;
  readonly level?: 'read' | 'write';
  /** Fills the document as if the server sent it. */
  readonly fill?: (doc: Y.Doc) => void;
  readonly answer?: (method: string, path: string, body: unknown) => unknown;
  /** False: the test is about what is shown while something is missing. */
  readonly waits?: boolean;
}

const ALL: Readonly<Record<string, Level>> = Object.fromEntries(SECTION_KEYS.map((key) => [key, 'write']));

export async function openForm(options: FormOptions = {}): Promise<FormPage> {
  const session = new FormSession();
  const section = options.section ?? 'profile';
  const view = options.view ?? viewOf(ALL);
  session.answer = (method, path, body) => {
    const own = options.answer?.(method, path, body);
    if (own !== undefined) return own;
    if (path.startsWith('/api/people')) return { items: [{ ...maria, department: null, active: true }, { id: 'li', name: 'Li Wei', department: 'sales', active: true }], next: null };
    if (path.startsWith('/api/departments')) return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
    if (path.endsWith('/files?section=' + section)) return { items: [] };
    if (path === '/api/archives/ALFKI' && method === 'GET') return view;
    throw new ApiError(404, 'not-found', `${method} ${path} has no answer in this test`);
  };
  const handle = session.handle('ALFKI', section);
  const mine = handle.ready(options.level ?? 'write', options.fill);
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine), 'wire');
  const wire = (from: Y.Doc, to: Y.Doc) => from.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'wire') Y.applyUpdate(to, update, 'wire'); });
  wire(mine, theirs);
  wire(theirs, mine);
  handle.authors.set(theirs.clientID, { id: 'ana', name: 'Ana Trujillo' });
  const page = mount(session, `<archive-form archive="ALFKI" section="${section}" ${options.attributes ?? ''}></archive-form>`, options.lang);
  const form = page.root.querySelector<ArchiveForm>('archive-form')!;
  // REST, catalogue, texts and the undo manager arrive one after the other
  const settled = async () => {
    for (let i = 0; i < 6; i++) {
      await new Promise((done) => setTimeout(done));
      await form.updateComplete;
    }
  };
  await settled();
  const root = form.shadowRoot!;
  // the first form of a test file loads Yjs, which takes as long as it takes
  while (options.waits !== false && root.querySelector('.waiting') !== null) await settled();
  const find = <T extends Element = HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (found === null) throw new Error(`nothing is drawn for ${selector}`);
    return found;
  };
  /** For parts that load when they are first turned to. */
  const drawn = async (selector: string): Promise<void> => {
    while (root.querySelector(selector) === null) await settled();
  };
  return {
    form, session, root, handle, mine, theirs, settled, drawn, find,
    control: (key) => find(`[data-key="${key}"] :is(input, select, textarea)`),
    remove: page.remove,
  };
}

/** What the browser does when a person types over everything in a field. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  field.value = text;
  // dates and the like have no selection
  if (field.selectionStart !== null) field.setSelectionRange(text.length, text.length);
  field.dispatchEvent(new InputEvent('input', { data: text, bubbles: true, composed: true }));
}
export const press = (target: Element, key: string, more: KeyboardEventInit = {}): boolean => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));
export function choose(field: HTMLSelectElement, value: string): void {
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
