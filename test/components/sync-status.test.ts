/** The saved state: true, calm, and silent about what concerns nobody. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { SyncStatus } from '../../components/sync-status.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { FakeClock } from './fake-line.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('sync-status') ?? customElements.define('sync-status', SyncStatus);

let clean: () => void = () => {};
afterEach(() => clean());

async function show(session = new FakeSession(), lang = 'en') {
  const { root, remove } = mount(session, '', lang);
  clean = remove;
  const status = new SyncStatus();
  const clock = new FakeClock();
  status.clock = clock;
  root.append(status);
  await status.updateComplete;
  const text = async () => {
    await status.updateComplete;
    return status.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();
  };
  return { session, status, clock, text };
}

describe('sync-status', () => {
  it('is accessible in every state and language', async () => {
    const session = new FakeSession();
    for (const lang of LANGUAGES) {
      await loadStrings(lang);
      const { status } = await show(session, lang);
      for (const change of [{ saved: { kind: 'waiting', count: 2 } }, { saved: { kind: 'notSaved', count: 1 } }, { saved: { kind: 'saved', at: 1 } }, { state: { kind: 'signedOut', reason: '' } }, { state: { kind: 'failed', code: '4400', message: '' } }, { state: { kind: 'online' } }] as const) {
        session.change(change);
        await status.updateComplete;
        await accessible(status);
      }
      clean();
    }
  });

  it('says when everything was saved', async () => {
    const { session, text } = await show();
    expect(await text()).to.equal('All changes saved');
    session.change({ saved: { kind: 'saved', at: new Date(2026, 4, 12, 14, 3).getTime() } });
    expect(await text()).to.equal('All changes saved 14:03');
  });

  it('never calls saved what is not: Saving… comes at once and stays for 600 ms', async () => {
    const { session, clock, text } = await show();
    session.change({ saved: { kind: 'saving' } });
    expect(await text()).to.equal('Saving…');
    session.change({ saved: { kind: 'saved', at: 1 } });
    expect(await text()).to.equal('Saving…');
    await clock.pass(600);
    expect(await text()).to.include('All changes saved');
  });

  it('counts what waits and what was refused', async () => {
    const { session, text } = await show();
    session.change({ saved: { kind: 'notSaved', count: 2 } });
    expect(await text()).to.equal('2 changes were not accepted');
    session.change({ saved: { kind: 'waiting', count: 1 }, state: { kind: 'offline', cause: 'socket' } });
    expect(await text()).to.equal('1 change not sent yet · Reconnecting…');
  });

  it('tells the two facts of a connection apart, and that it is back', async () => {
    const { session, clock, text } = await show();
    session.change({ state: { kind: 'offline', cause: 'device' } });
    expect(await text()).to.include('You’re offline');
    session.change({ state: { kind: 'offline', cause: 'socket' } });
    expect(await text()).to.equal('Reconnecting…');
    session.change({ state: { kind: 'online' } });
    expect(await text()).to.equal('Back online');
    await clock.pass(3_000);
    expect(await text()).to.equal('All changes saved');
  });

  it('does not stay at Back online when saving began meanwhile', async () => {
    const { session, clock, text } = await show();
    session.change({ state: { kind: 'offline', cause: 'socket' } });
    await text();
    session.change({ state: { kind: 'online' }, saved: { kind: 'saving' } });
    await text();
    session.change({ saved: { kind: 'saved', at: null } });
    await text();
    await clock.pass(600);
    expect(await text()).to.equal('Back online');
    await clock.pass(3_000);
    expect(await text()).to.equal('All changes saved');
  });

  it('says what waits, for whom, and whether the page may be closed', async () => {
    const { session, text } = await show();
    session.change({ saved: { kind: 'waiting', count: 3 }, state: { kind: 'offline', cause: 'device' } });
    expect(await text()).to.equal('Offline, 3 changes waiting');
    session.change({ saved: { kind: 'waiting', count: 3, kept: false } });
    expect(await text()).to.equal('Offline, 3 changes waiting · Keep this page open: nothing else has them.');
    session.change({ saved: { kind: 'waiting', count: 1, trying: true }, state: { kind: 'online' } });
    expect(await text()).to.equal('The server could not store 1 change. Trying again…');
    session.change({ saved: { kind: 'waiting', count: 1 }, state: { kind: 'signedOut', reason: '' } });
    expect(await text()).to.include('Your session has expired. Sign in again. 1 change not sent yet');
  });

  it('says that a page of another version has to be loaded anew', async () => {
    const { session, status, text } = await show();
    session.change({ state: { kind: 'failed', code: '4426', message: '' }, saved: { kind: 'waiting', count: 1 } });
    expect(await text()).to.include('This page is out of date. Reload it to keep working. 1 change not sent yet');
    expect(status.shadowRoot!.querySelector('button')!.textContent).to.equal('Reload');
    await accessible(status);
  });

  it('offers to sign in again', async () => {
    const { session, status, text } = await show();
    session.change({ state: { kind: 'signedOut', reason: 'expired' } });
    expect(await text()).to.include('Your session has expired');
    expect(status.shadowRoot!.querySelector('button')!.textContent).to.equal('Sign in again');
  });
});
