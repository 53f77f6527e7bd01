/** The session element: token from a function only, REST with one renewal, an event when somebody must sign in; registration once, whoever comes first. */
import { expect } from '@esm-bundle/chai';
import { ArchiveSession } from '../../components/archive-session.ts';
import { installFullSession } from '../../components/internal/full-session.ts';
import { defineTags } from '../../components/internal/registry.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadWhenSeen } from '../../components/internal/when-seen.ts';
import { turn } from './fake-line.ts';

installFullSession();
customElements.define('archive-session', ArchiveSession);

const { fetch } = globalThis;
const elements: Element[] = [];
afterEach(() => {
  globalThis.fetch = fetch;
  elements.splice(0).forEach((each) => each.remove());
});
let number = 0;
function make(getToken: () => Promise<string>): ArchiveSession {
  const element = document.createElement('archive-session');
  // Nothing listens there: the line keeps trying in silence while REST is played by the test.
  element.setAttribute('endpoint', `http://127.0.0.1:1/s${++number}/`);
  element.getToken = getToken;
  document.body.append(element);
  elements.push(element);
  return element;
}
const answers = (...responses: (Response | Error)[]) => {
  const asked: { url: string; token: string | null; body: unknown }[] = [];
  globalThis.fetch = async (input, init) => {
    if (/\/line\b/.test(new URL(String(input), location.href).pathname)) return new Promise(() => {}); // the line, which looks for another way meanwhile
    asked.push({ url: String(input), token: new Headers(init?.headers).get('authorization'), body: init?.body });
    const next = responses.shift() ?? new Response('', { status: 500 });
    if (next instanceof Error) throw next;
    return next;
  };
  return asked;
};
const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('it should have failed');
};

describe('archive-session', () => {
  it('shows nothing and keeps the token out of every attribute', () => {
    const element = make(async () => 'secret-token');
    expect(element.outerHTML).not.to.include('secret');
    expect(element.shadowRoot).to.equal(null);
    expect(element.session!.endpoint).to.equal(`http://127.0.0.1:1/s${number}`);
  });

  it('takes tokens from the server’s own sign-in where the page says so, and signs out there', async () => {
    const element = document.createElement('archive-session');
    element.setAttribute('endpoint', `/own${++number}`);
    element.toggleAttribute('sign-in', true);
    const asked = answers(Response.json({ token: 'own-1', expires: 1 }), Response.json({ id: 'A' }), new Response(null, { status: 204 }));
    document.body.append(element);
    elements.push(element);
    expect(await element.session!.archive('erp:1')).to.deep.equal({ id: 'A' });
    expect(asked.map(({ url, token }) => [new URL(url, location.href).pathname, token])).to.deep.equal([
      [`/own${number}/sign-in/token`, null], [`/own${number}/api/archives/erp%3A1`, 'Bearer own-1'],
    ]);
    expect(await element.signOut()).to.equal(true);
    expect(new URL(asked[2]!.url, location.href).pathname).to.equal(`/own${number}/sign-out`);
    expect([element.session, element.hasAttribute('sign-in')]).to.deep.equal([null, false]);
  });

  it('says when the server did not hear that the person signs out, for there they are still signed in', async () => {
    const element = document.createElement('archive-session');
    element.setAttribute('endpoint', `/own${++number}`);
    element.toggleAttribute('sign-in', true);
    const asked = answers(Response.json({ token: 'own-1', expires: 1 }), Response.json({ id: 'A' }), new Response(null, { status: 503 }), new Response(null, { status: 204 }));
    document.body.append(element);
    elements.push(element);
    await element.session!.archive('erp:1');
    expect((await element.signOut().catch((error: Error) => error) as Error).message).to.include('503');
    expect(await element.signOut()).to.equal(true);
    expect(asked.slice(2).map(({ url }) => new URL(url, location.href).pathname)).to.deep.equal([`/own${number}/sign-out`, `/own${number}/sign-out`]);
  });

  it('asks once for an archive that several elements begin with, and anew from then on', async () => {
    const session = make(async () => 't1').session!;
    const asked = answers(Response.json({ id: 'A' }), Response.json({ id: 'A2' }), Response.json({ id: 'A3' }));
    const [form, timeline] = await Promise.all([session.archive('erp:1'), session.archive('erp:1')]);
    expect(timeline).to.equal(form);
    expect(await session.archive('erp:1')).to.deep.equal({ id: 'A2' });
    expect(await session.request('GET', '/api/archives/erp%3A1')).to.deep.equal({ id: 'A3' });
    expect(asked.map(({ url }) => new URL(url).pathname)).to.deep.equal(Array(3).fill(`/s${number}/api/archives/erp%3A1`));
  });

  it('asks once for a catalogue, and not at all for words that another has', async () => {
    const session = make(async () => 't1').session!;
    const asked = answers(Response.json({ packs: 1 }), Response.json({ packs: 2 }));
    const form = await session.catalogue('en', ['base', 'organisation']);
    expect(await session.catalogue('en', ['base', 'base', 'organisation'])).to.equal(form);
    expect(await session.catalogue('en', 'any')).to.equal(form);
    await session.catalogue('es', 'any');
    expect(asked.map(({ url }) => new URL(url).search)).to.deep.equal(['?lang=en&packs=base,organisation', '?lang=es&packs=base']);
  });

  it('sends JSON with the person’s token', async () => {
    const { session } = make(async () => 't1');
    const asked = answers(Response.json({ ok: 1 }));
    expect(await session!.request('POST', '/api/archives', { name: 'Ana' })).to.deep.equal({ ok: 1 });
    expect(asked).to.deep.equal([{ url: `${session!.endpoint}/api/archives`, token: 'Bearer t1', body: '{"name":"Ana"}' }]);
  });

  it('asks for a new token once when one is refused', async () => {
    let n = 0;
    const { session } = make(async () => `t${++n}`);
    const asked = answers(new Response('{}', { status: 401 }), Response.json([1]));
    expect(await session!.request('GET', '/api/archives')).to.deep.equal([1]);
    expect(asked.map(({ token }) => token)).to.deep.equal(['Bearer t1', 'Bearer t2']);
  });

  it('is signed out after the second refusal, and asks the page to sign in', async () => {
    const element = make(async () => 'same');
    const events: string[] = [];
    const listen = (event: CustomEvent<{ reason: string }>) => void events.push(event.detail.reason);
    document.body.addEventListener('dossier-auth-required', listen);
    answers(new Response('{}', { status: 401 }), new Response('{"error":{"code":"token","message":"ended"}}', { status: 401 }));
    expect((await failure(element.session!.request('GET', '/api/me'))).code).to.equal('token');
    document.body.removeEventListener('dossier-auth-required', listen);
    expect(element.session!.state.kind).to.equal('signedOut');
    expect(events).to.deep.equal(['token']);
  });

  it('gives every failure a code: the server’s, a proxy’s page, no network', async () => {
    const { session } = make(async () => 't');
    answers(Response.json({ error: { code: 'invalid', message: 'no', field: 'name', problems: [{ field: 'name', code: 'long', message: 'too long' }] } }, { status: 422 }), new Response('<h1>Bad gateway', { status: 502 }), new TypeError('Failed to fetch'));
    const invalid = await failure(session!.request('GET', '/api/x'));
    expect([invalid.status, invalid.code, invalid.field, invalid.problems.length]).to.deep.equal([422, 'invalid', 'name', 1]);
    const proxy = await failure(session!.request('POST', '/api/x'));
    expect([proxy.status, proxy.code]).to.deep.equal([502, 'not-json']);
    const away = await failure(session!.request('POST', '/api/x'));
    expect([away.status, away.code]).to.deep.equal([0, 'network']);
  });

  it('asks again by itself what only reads, while a server that is restarted answers nothing; never what writes', async () => {
    const { session } = make(async () => 't');
    const asked = answers(new TypeError('Failed to fetch'), new Response('<h1>Bad gateway', { status: 502 }), Response.json({ id: 'A' }));
    expect(await session!.request('GET', '/api/archives/A')).to.deep.equal({ id: 'A' });
    expect(asked.length).to.equal(3);
    const written = answers(new TypeError('Failed to fetch'));
    await failure(session!.request('PATCH', '/api/archives/A'));
    expect(written.length).to.equal(1);
    const refused = answers(Response.json({ error: { code: 'damaged', message: 'no' } }, { status: 503 }));
    await failure(session!.request('GET', '/api/archives/A'));
    expect(refused.length).to.equal(1);
  });

  it('fetches a catalogue once, and again only after a failure', async () => {
    const { session } = make(async () => 't');
    const asked = answers(new Response('', { status: 500 }), Response.json({ version: '1' }));
    await failure(session!.catalogue('es', ['base', 'dealer']));
    expect(await session!.catalogue('es', ['base', 'dealer'])).to.deep.equal({ version: '1' });
    await session!.catalogue('es', ['base', 'dealer']);
    expect(asked.length).to.equal(2);
    expect(asked[0]!.url).to.match(/\/api\/catalogue\?lang=es&packs=base,dealer$/);
  });

  it('goes on with the same session when a new sign-in gives another getToken', () => {
    const element = make(async () => 'a');
    const { session } = element;
    element.getToken = async () => 'b';
    expect(element.session).to.equal(session);
  });

  it('ends with its element', async () => {
    const element = make(async () => 'a');
    const session = element.session!;
    element.remove();
    expect(element.session === null).to.equal(true);
    await turn();
    expect(session.state.kind).to.equal('idle');
  });

  it('goes on when its element is moved within the page', async () => {
    const element = make(async () => 'a');
    const session = element.session;
    const place = document.createElement('main');
    document.body.append(place);
    elements.push(place);
    place.append(element);
    await turn();
    expect(element.session === session).to.equal(true);
    expect(session!.state.kind).not.to.equal('idle');
  });

  it('signs out: without a token, by the page or by the person, it is over', async () => {
    const element = make(async () => 'a');
    const events: string[] = [];
    element.addEventListener('dossier-sign-out', (event) => void events.push(event.detail.cause));
    expect(await element.signOut()).to.equal(true);
    expect(element.session === null).to.equal(true);
    element.getToken = async () => 'b';
    expect(element.session === null).to.equal(false);
    element.getToken = undefined;
    expect(element.session === null).to.equal(true);
    expect(events, 'nothing was unsaved').to.deep.equal([]);
  });
});

describe('registration', () => {
  const errors: string[] = [];
  const { error } = console;
  beforeEach(() => {
    errors.length = 0;
    console.error = (text: unknown) => void errors.push(String(text));
  });
  afterEach(() => (console.error = error));

  it('keeps the first of the same major and says nothing', () => {
    class First extends HTMLElement {}
    defineTags({ 'twice-defined': First });
    defineTags({ 'twice-defined': class extends HTMLElement {} });
    expect(customElements.get('twice-defined')).to.equal(First);
    expect(errors).to.deep.equal([]);
  });

  it('names a tag of somebody else, or of another major, and the way out', () => {
    customElements.define('somebody-elses', class extends HTMLElement {});
    customElements.define('an-older-one', Object.assign(class extends HTMLElement {}, { dossier: '0.9.0' }));
    defineTags({ 'somebody-elses': class extends HTMLElement {}, 'an-older-one': class extends HTMLElement {} });
    expect(errors.length).to.equal(2);
    expect(errors[0]).to.include('<somebody-elses>').and.include("prefix: 'acme'");
    expect(errors[1]).to.include('0.9.0');
  });

  it('registers a class under a second, prefixed name', () => {
    class Both extends HTMLElement {}
    defineTags({ 'both-names': Both });
    defineTags({ 'both-names': Both }, { prefix: 'acme' });
    expect(new (customElements.get('acme-both-names')!)()).to.be.instanceOf(Both);
  });

  it('loads an element once, when its tag is first seen', async () => {
    let loads = 0;
    const stop = loadWhenSeen({ 'seen-later': async () => void loads++ });
    expect(loads).to.equal(0);
    const around = document.createElement('p');
    around.innerHTML = '<b><seen-later></seen-later></b>';
    document.body.append(around);
    await turn();
    document.body.append(document.createElement('seen-later'));
    await turn();
    expect(loads).to.equal(1);
    stop();
    around.remove();
  });
});
