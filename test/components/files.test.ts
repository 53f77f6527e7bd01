/** Papers in the form: the list with its tools, what is on its way and what failed, removal with a moment to undo, what somebody else added; and the preview. Accessible first. */
import { expect } from '@esm-bundle/chai';
import type { FileView } from '../../model/api.ts';
import { ArchiveFiles } from '../../components/archive-files.ts';
import { PIECE, uploadFile } from '../../components/internal/upload.ts';
import { ApiError } from '../../components/internal/session.ts';
import { validity } from '../../components/files/validity.ts';
import { fileTexts } from '../../components/files/texts.ts';
import { openPreview } from '../../components/preview/open.ts';
import { PREVIEW_TEXTS } from '../../components/preview/texts.ts';
import { fromFrame } from '../../components/preview/messages.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import type { Digest } from '../../model/overview.ts';
import { FormSession, openForm, viewOf, type FormPage } from './archive-form-page.ts';
import { FakeSession, mount } from './fake-session.ts';

const KIND = 'g2.businessLicenceCopy';
const paper = (id: string, more: Partial<FileView> = {}): FileView =>
  ({ id, section: 'documents', kind: KIND, name: `${id}.pdf`, type: 'application/pdf', size: 12_345, validUntil: null, by: { id: 'maria' as never, name: 'Maria Anders' }, at: '2026-05-12T09:00:00Z', ...more });
const until = async (holds: () => unknown): Promise<void> => { while (!holds()) await new Promise((done) => { setTimeout(done); }); };

/** The server's side of uploads and files. */
class Shelf {
  items: FileView[];
  readonly asked: string[] = [];
  readonly patches: object[] = [];
  fail: ApiError | null = null;
  constructor(...items: FileView[]) { this.items = items; }
  readonly answer = (method: string, path: string, body: unknown): unknown => {
    if (!/\/(files|uploads)/.test(path)) return undefined;
    this.asked.push(`${method} ${path.replace('/api/archives/ALFKI', '')}`);
    if (this.fail && method !== 'GET') throw this.fail;
    if (method === 'GET') return { items: this.items };
    if (method === 'DELETE') { this.items = this.items.filter(({ id }) => !path.endsWith(id)); return null; }
    if (method === 'POST') { this.items = [paper('new', { name: (body as { name: string }).name }), ...this.items]; return { id: 'new', offset: 0, file: null }; }
    if (path.includes('/uploads')) return { id: 'new', offset: 4, file: this.items[0] };
    this.patches.push(body as object);
    return (this.items = this.items.map((each) => (path.endsWith(each.id) ? { ...each, ...(body as object) } : each))).find(({ id }) => path.endsWith(id));
  };
}

describe('papers in the form', () => {
  let page: FormPage;
  afterEach(() => { page.remove(); });
  const open = async (shelf: Shelf, more: Parameters<typeof openForm>[0] = {}): Promise<void> => {
    page = await openForm({ section: 'documents', attributes: 'packs="dealer"', answer: shelf.answer, ...more });
    await page.drawn('[data-file]');
  };
  const row = (id: string) => page.find(`[data-file="${id}"]`);
  const tool = (id: string, name: string) => row(id).querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)!;
  const choose = (input: HTMLInputElement, ...names: string[]): void => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(new File(['%PDF'], name));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
  };

  it('accessible, with everything that a list can hold', async () => {
    const shelf = new Shelf(paper('old', { validUntil: '2020-01-01' }), paper('cat', { name: 'cat.png', type: 'image/png' }), paper('notes', { name: 'notes.txt', type: 'text/plain' }));
    await open(shelf);
    tool('old', 'Name and validity of old.pdf').click();
    tool('notes', 'Remove notes.txt').click();
    shelf.fail = new ApiError(413, 'too-large', 'x');
    choose(page.find(`[data-field="${KIND}"] input[multiple]`), 'big.pdf');
    await page.drawn('.sending .problem');
    await accessible(page.form);
  });

  it('says in words what has expired and what soon will', async () => {
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await open(new Shelf(paper('a', { validUntil: day(-3) }), paper('b', { validUntil: day(10) }), paper('c', { validUntil: day(300) })));
    expect(['a', 'b', 'c'].map((id) => row(id).querySelector('.until')?.className)).to.deep.equal(['until expired', 'until soon', 'until valid']);
    expect(row('a').textContent).to.include('expired on').and.include('Maria Anders');
  });

  it('several at once; a failure names the file and what to do', async () => {
    const shelf = new Shelf(paper('a'));
    await open(shelf);
    shelf.fail = new ApiError(403, 'forbidden', 'x');
    choose(page.find(`[data-field="${KIND}"] input[multiple]`), 'one.pdf', 'two.pdf', 'three.pdf');
    await until(() => page.root.querySelectorAll('.sending .problem').length === 3);
    expect(page.find('.sending .problem').textContent).to.equal('You may not add files here any more; nothing of one.pdf was kept.');
  });

  it('removed with a moment to undo, and only then for good', async () => {
    const shelf = new Shelf(paper('a'), paper('b'));
    await open(shelf);
    tool('a', 'Remove a.pdf').click();
    await page.settled();
    expect(row('a').textContent).to.include('a.pdf is being removed.');
    row('a').querySelector<HTMLButtonElement>('.file-ask button')!.click();
    await page.settled();
    expect(row('a').textContent).not.to.include('removed');
    expect(shelf.asked.some((each) => each.startsWith('DELETE'))).to.equal(false);
  });

  it('a name and an end are changed in place; Escape leaves them', async () => {
    const shelf = new Shelf(paper('a'));
    await open(shelf);
    tool('a', 'Name and validity of a.pdf').click();
    await page.settled();
    page.find<HTMLInputElement>('.file-edit input[name=until]').value = '2031-02-03';
    page.find<HTMLFormElement>('.file-edit').requestSubmit();
    await page.drawn('.until');
    expect(shelf.patches).to.deep.equal([{ validUntil: '2031-02-03' }]);
    expect(row('a').textContent).to.include('valid until 3 Feb 2031');
    tool('a', 'Name and validity of a.pdf').click();
    await page.settled();
    page.find('.file-edit input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.settled();
    expect(page.root.querySelector('.file-edit') === null).to.equal(true);
  });

  it('a newer version comes beside the older one, which goes when one says so', async () => {
    const shelf = new Shelf(paper('a'));
    await open(shelf);
    tool('a', 'Name and validity of a.pdf').click();
    await page.settled();
    choose(page.find('.newer input'), 'a-2.pdf');
    await page.drawn('[data-file="new"]');
    await until(() => row('a').textContent?.includes('The newer version is stored.'));
    row('a').querySelector<HTMLButtonElement>('.file-ask button')!.click();
    await page.settled();
    expect(row('a').textContent).to.include('a.pdf is being removed.');
  });

  it('what somebody else added is there when the archive tells that files changed', async () => {
    const shelf = new Shelf(paper('a'));
    await open(shelf);
    shelf.items = [paper('theirs'), ...shelf.items];
    page.session.tell('ALFKI', { ...viewOf({}).overview, filesAt: '2026-05-12T10:00:00Z' } as Digest);
    await page.drawn('[data-file="theirs"]');
  });

  it('who may only read has the list, the preview and the download, and nothing that changes', async () => {
    await open(new Shelf(paper('a')), { level: 'read' });
    expect(page.root.querySelector('[data-file] [aria-label^="Remove"], .files input') === null).to.equal(true);
    expect(row('a').querySelectorAll('button').length).to.equal(2);
    await accessible(page.form);
  });
});

describe('archive-files', () => {
  if (!customElements.get('archive-files')) customElements.define('archive-files', ArchiveFiles);
  let page: ReturnType<typeof mount>;
  afterEach(() => { page.remove(); });
  const open = async (shelf: Shelf, view = viewOf({ documents: 'write', terms: 'read' }), attributes = '') => {
    const session = new FormSession();
    session.answer = (method, path, body) => shelf.answer(method, path, body) ?? view;
    page = mount(session, `<archive-files archive="ALFKI" ${attributes}></archive-files>`);
    const element = page.root.querySelector<ArchiveFiles>('archive-files')!;
    const root = element.shadowRoot!;
    await until(() => root.querySelector('.title, .notice') !== null && root.querySelector('.section-name')?.textContent !== '');
    await element.updateComplete;
    return { session, element, root, names: () => [...root.querySelectorAll('.file-name')].map((each) => each.textContent) };
  };
  const papers = () => new Shelf(paper('plain'), paper('old', { validUntil: '2020-01-01', name: 'old.pdf' }), paper('note', { kind: 'file' }), paper('contract', { section: 'terms', kind: 'g2.purchaseContract', validUntil: '2021-01-01' }));

  it('lists everything that one may read by section and field, what has expired first; accessible', async () => {
    const { root, element, names } = await open(papers());
    expect(names()).to.deep.equal(['old.pdf', 'plain.pdf', 'note.pdf', 'contract.pdf']);
    expect([...root.querySelectorAll('.section-name')].map((each) => each.textContent)).to.deep.equal(['Documents', 'Terms']);
    expect([...root.querySelectorAll('.kind > .name')].map((each) => each.textContent)).to.deep.equal(['Business licence copy', 'File', 'Purchase contract']);
    expect(root.querySelector('.bar [role=status]')!.textContent).to.equal('4 files · 2 expired');
    expect(root.querySelectorAll('[data-file="contract"] .file-tools button').length, 'no right to write there').to.equal(1);
    await accessible(element);
    root.querySelector<HTMLButtonElement>('.chip')!.click();
    await element.updateComplete;
    expect(names()).to.deep.equal(['old.pdf', 'contract.pdf']);
  });

  it('discreet: only sections that a customer may look at', async () => {
    const { names } = await open(papers(), undefined, 'discreet');
    expect(names()).to.deep.equal(['old.pdf', 'plain.pdf', 'note.pdf']);
  });

  it('an empty one says what belongs there, to whoever may add it', async () => {
    const { root, element } = await open(new Shelf());
    expect(root.querySelector('.empty')!.textContent).to.include('Copies of licences');
    expect(root.querySelector('input[type=file]') !== null).to.equal(true);
    await accessible(element);
  });

  it('who may only know of the archive learns nothing of its files', async () => {
    const { root } = await open(new Shelf(), viewOf({}, {}, 'exists'));
    expect(root.textContent).to.include('You don’t have access').and.not.include('files');
  });
});

describe('an upload', () => {
  /** A server that keeps what it is sent, and loses the connection when it is told to. */
  class Server extends FakeSession {
    length = 0;
    kept = 0;
    begun = 0;
    losses: number[] = [];
    readonly offsets: number[] = [];
    upload = () => ({ id: 'u1', offset: this.kept, length: this.length, file: this.kept === this.length ? paper('u1') : null });
    override async request<T>(method: string, _path: string, body?: unknown): Promise<T> {
      if (method === 'POST') {
        this.begun++;
        this.length = (body as { length: number }).length;
        this.kept = 0;
      }
      return this.upload() as T;
    }
    override async fetch(_path: string, init: RequestInit = {}): Promise<Response> {
      const offset = Number((init.headers as Record<string, string>)['upload-offset']);
      this.offsets.push(offset);
      if (this.losses.shift() === 1) throw new TypeError('offline');
      this.kept = offset + (init.body as Blob).size;
      return Response.json(this.upload());
    }
  }
  const file = (size: number): File => new File([new Uint8Array(size)], 'a.bin', { lastModified: 1 });
  const wish = (size: number) => ({ section: 'documents', kind: 'file', file: file(size) });

  it('goes in pieces and tells how far it is', async () => {
    const server = new Server();
    const told: number[] = [];
    await uploadFile(server, 'A', wish(2 * PIECE + 10), { progress: (sent) => told.push(sent) });
    expect(server.offsets).to.deep.equal([0, PIECE, 2 * PIECE]);
    expect(told).to.deep.equal([0, PIECE, 2 * PIECE, 2 * PIECE + 10]);
  });

  it('goes on after a lost connection from where the server stands', async () => {
    const server = new Server();
    server.losses = [0, 1, 0];
    const waits: boolean[] = [];
    const done = uploadFile(server, 'A', wish(2 * PIECE), { waiting: (waiting) => waits.push(waiting) });
    await until(() => waits.includes(true));
    dispatchEvent(new Event('online'));
    await done;
    expect(server.offsets).to.deep.equal([0, PIECE, PIECE]);
    expect(server.begun).to.equal(1);
  });

  it('given up leaves nothing, and is no failure of the connection', async () => {
    const server = new Server();
    const stop = new AbortController();
    server.losses = [1];
    const done = uploadFile(server, 'A', wish(10), { signal: stop.signal, waiting: () => stop.abort(new DOMException('given up', 'AbortError')) });
    const error = await done.then(() => null, (reason: unknown) => reason as Error);
    expect(error?.name).to.equal('AbortError');
  });

  it('what the server refuses is told at once', async () => {
    const server = new Server();
    server.request = () => Promise.reject(new ApiError(413, 'too-large', 'x'));
    const error = await uploadFile(server, 'A', wish(10)).then(() => null, (reason: unknown) => reason as ApiError);
    expect(error?.status).to.equal(413);
  });
});

describe('the preview', () => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 20, height: 10 });
  const picture = (): Promise<Blob> => new Promise((done) => { canvas.toBlob((blob) => done(blob!), 'image/png'); });
  const root = (): ShadowRoot => [...document.body.children].at(-1)!.shadowRoot!;
  const key = (name: string): void => { root().querySelector('dialog')!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })); };

  it('shows pictures one after the other by keys, is accessible, and gives the focus back', async () => {
    const opener = document.createElement('button');
    opener.textContent = 'open';
    document.body.append(opener);
    opener.focus();
    const blob = await picture();
    const closed = openPreview({ files: [paper('a', { type: 'image/png', name: 'a.png' }), paper('b', { type: 'image/jpeg', name: 'b.jpg' })], at: 0, desk: { bytes: async () => blob, download: async () => {} }, language: 'en', endpoint: '' });
    await until(() => root().querySelector('canvas'));
    expect([root().querySelector('canvas')!.width, root().querySelector('canvas')!.getAttribute('aria-label')]).to.deep.equal([20, 'a.png']);
    await accessible(root().host);
    key('+');
    expect(root().querySelector('canvas')!.getBoundingClientRect().width).to.equal(30);
    key(']');
    await until(() => root().querySelector('[role=alert]'));
    expect(root().querySelector('[role=alert]')!.textContent).to.equal('The file is not what its name says. It is not shown; you can download it.');
    await accessible(root().host);
    root().querySelector('dialog')!.close();
    await closed;
    expect(document.activeElement).to.equal(opener);
    opener.remove();
  });

  it('says what cannot be shown: gone, too large, hidden', async () => {
    const said = async (file: FileView, bytes: () => Promise<Blob>): Promise<string | null> => {
      const closed = openPreview({ files: [file], at: 0, desk: { bytes, download: async () => {} }, language: 'en', endpoint: '' });
      await until(() => root().querySelector('[role=alert]'));
      const text = root().querySelector('[role=alert]')!.textContent;
      root().querySelector('dialog')!.close();
      await closed;
      return text;
    };
    expect(await said(paper('a'), () => Promise.reject(new ApiError(404, 'not-found', '')))).to.equal('This file is not there any more, or you may not see it.');
    expect(await said(paper('a', { size: 100_000_000 }), picture)).to.equal('The file is too large to be shown (100 MB). You can download it.');
    const huge = new Blob([Uint8Array.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60', (char) => char.charCodeAt(0))]);
    expect(await said(paper('a', { type: 'image/png' }), async () => huge)).to.equal('The picture is too large to be shown (60,000 × 60,000). You can download it.');
  });

  it('takes from its frame only what it knows', () => {
    for (const other of [null, 1, 'ready', {}, { dossier: 'run' }, { dossier: 'page', page: '1', of: 2 }, { dossier: 'key', key: 'F5' }]) expect(fromFrame(other), JSON.stringify(other)).to.equal(null);
    expect(fromFrame({ dossier: 'key', key: 'Escape', more: 1 })).to.deep.equal({ dossier: 'key', key: 'Escape' });
  });
});

it('validity: the last day counts, the last thirty warn', () => {
  expect([validity(null, '2026-05-12'), validity('2026-05-11', '2026-05-12'), validity('2026-05-12', '2026-05-12'), validity('2026-06-11', '2026-05-12'), validity('2026-06-12', '2026-05-12')]).to.deep.equal(['open', 'expired', 'soon', 'soon', 'valid']);
});

it('every text is there in each language', () => {
  for (const table of [fileTexts, (language: (typeof LANGUAGES)[number]) => PREVIEW_TEXTS[language]]) {
    const keys = Object.keys(table('en')).sort();
    for (const language of LANGUAGES) expect(Object.keys(table(language)).sort(), language).to.deep.equal(keys);
  }
});
