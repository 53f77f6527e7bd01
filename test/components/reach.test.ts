/** Ways to reach a customer: which links there are, where there are none, and that a card tells when one is followed. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { CustomerCard } from '../../components/customer-card.ts';
import { NOTING, REACHED, wayTo } from '../../components/internal/reach.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest, liwei } from './list-samples.ts';
import type { ContactPoint } from '../../model/overview.ts';

if (!customElements.get('customer-card')) customElements.define('customer-card', CustomerCard);

const point = (kind: string, value: string, alive: boolean | null = null): ContactPoint => ({ kind, value, alive, verifiedAt: null });
const href = (kind: string, value: string, alive: boolean | null = null): string | undefined => wayTo(point(kind, value, alive))?.href;

describe('ways to reach a customer', () => {
  it('are links that a telephone understands', () => {
    expect(href('phone', '030-0074321')).to.equal('tel:0300074321');
    expect(href('mobile', '+49 (171) 55 01')).to.equal('tel:+491715501');
    expect(href('email', 'maria@alfreds.example')).to.equal('mailto:maria@alfreds.example');
    expect(href('whatsapp', '+49 171 550 1234')).to.equal('https://wa.me/491715501234');
    expect(href('line', 'maria.a')).to.equal('https://line.me/ti/p/~maria.a');
    expect(href('line', '@alfreds')).to.equal('https://line.me/R/ti/p/%40alfreds');
    expect(href('wechat', 'maria_wx')).to.equal('weixin://');
  });

  it('are none where nothing can be opened', () => {
    for (const [kind, value, alive] of [['fax', '030-1', null], ['phone', '030-1', false], ['whatsapp', '0171 550 1234', null], ['other', 'behind the yard', null]] as const) {
      expect(wayTo(point(kind, value, alive)), `${kind} ${value}`).to.equal(null);
    }
  });

  it('keep a strange value from becoming another address', () => {
    expect(href('email', 'a@b.example?bcc=c@d.example')).to.equal('mailto:a@b.example%3Fbcc%3Dc%40d.example');
    expect(href('line', 'x/../../evil')).to.equal('https://line.me/ti/p/~x%2F..%2F..%2Fevil');
    expect(href('phone', 'javascript:alert(1)')).to.equal('tel:1');
  });
});

describe('<customer-card>', () => {
  const show = async (more: Parameters<typeof digest>[2]) => {
    const session = new FakeSession();
    const { root, remove } = mount(session, '<customer-card archive="northwind:ALFKI" without-presence></customer-card>');
    session.tell('northwind:ALFKI', digest('ALFKI', 'Alfreds', more));
    const card = root.querySelector('customer-card')!;
    await card.updateComplete;
    return { session, card, root: card.shadowRoot!, remove };
  };
  const contacts = [point('phone', '030-0074321'), point('whatsapp', '+491715501234'), point('line', 'maria.a'), point('wechat', 'maria_wx')];

  it('has a link for each way, and tells the session which one was followed', async () => {
    const { session, card, root, remove } = await show({ contacts });
    const told: unknown[] = [];
    session.addEventListener(REACHED, (event) => told.push((event as CustomEvent).detail));
    const links = [...root.querySelectorAll<HTMLAnchorElement>('a[data-channel]')];
    expect(links.map(({ dataset }) => dataset['channel'])).to.deep.equal(['phone', 'whatsapp', 'line', 'wechat']);
    root.addEventListener('click', (event) => event.preventDefault());
    links[1]!.click();
    expect(told).to.deep.equal([{ archive: 'ALFKI', channel: 'whatsapp', value: '+491715501234', person: null, name: 'Alfreds' }]);
    await accessible(card);
    remove();
  });

  it('has none for a customer nobody is to contact, nor for a number that is dead', async () => {
    const stopped = await show({ contacts, doNotContact: true });
    expect(stopped.root.querySelectorAll('a').length).to.equal(0);
    expect(stopped.root.textContent).to.contain('030-0074321');
    stopped.remove();
    const dead = await show({ contacts: [point('phone', '030-0074321', false)] });
    expect(dead.root.querySelectorAll('a').length).to.equal(0);
    dead.remove();
  });

  it('offers to note what came of the next appointment: to a timeline, else by opening the archive', async () => {
    const { session, card, root, remove } = await show({ due: [{ kind: 'appointment', date: '2026-05-19', text: 'Samples.', person: liwei }] });
    const opened: string[] = [];
    card.addEventListener('dossier-open', ({ detail }) => opened.push(detail.archive));
    root.querySelector<HTMLButtonElement>('[data-fact=next] button')!.click();
    expect(opened).to.deep.equal(['ALFKI']);
    session.addEventListener(NOTING, (event) => event.preventDefault());
    root.querySelector<HTMLButtonElement>('[data-fact=next] button')!.click();
    expect(opened).to.deep.equal(['ALFKI']);
    remove();
    const reader = await show({ level: 'read', due: [{ kind: 'appointment', date: '2026-05-19', text: 'Samples.', person: liwei }] });
    expect(reader.root.querySelector('[data-fact=next] button')).to.equal(null);
    reader.remove();
  });
});
