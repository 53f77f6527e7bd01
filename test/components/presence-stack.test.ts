/** Who is here: one circle a person, a name for each, a button for the rest. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { initials, PERSON_COLOURS } from '../../components/internal/people.ts';
import type { PresentPerson } from '../../components/internal/session.ts';
import { PresenceStack } from '../../components/presence-stack.ts';
import { contrast, PALETTE_LIGHT, PALETTE_DARK } from './contrast.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('presence-stack') ?? customElements.define('presence-stack', PresenceStack);

let clean: () => void = () => {};
afterEach(() => clean());
const person = (id: string, name: string, more: Partial<PresentPerson> = {}): PresentPerson => ({ id, name, field: null, self: false, idle: false, ...more });
async function show(people: readonly PresentPerson[], attributes = '') {
  const session = new FakeSession();
  session.handle('ALFKI', 'profile').ready('read');
  session.handle('ALFKI', 'profile').change({ people });
  const { root, remove } = mount(session, `<presence-stack archive="ALFKI" ${attributes}></presence-stack>`);
  clean = remove;
  const stack = root.querySelector('presence-stack')!;
  await stack.updateComplete;
  return { session, stack, inside: stack.shadowRoot! };
}
const names = (inside: ShadowRoot) => [...inside.querySelectorAll('.avatar .visually-hidden')].map((each) => each.textContent);

describe('presence-stack', () => {
  it('is accessible, folded and unfolded', async () => {
    const { stack, inside } = await show([person('a', 'Ana Ruiz'), person('b', '李伟'), person('c', 'Bo'), person('d', 'Di', { idle: true }), person('e', 'Ed')], 'max="2"');
    await accessible(stack);
    inside.querySelector<HTMLButtonElement>('.more')!.click();
    await stack.updateComplete;
    await accessible(stack);
    expect(names(inside)).to.deep.equal(['Ana Ruiz', '李伟', 'Bo', 'Di is away', 'Ed']);
    expect(inside.querySelector('.more')!.getAttribute('aria-expanded')).to.equal('true');
  });

  it('leaves oneself out, and shows nothing when nobody else is here', async () => {
    const { inside } = await show([person('maria', 'Maria Anders', { self: true })]);
    expect(inside.textContent!.trim()).to.equal('');
  });

  it('hides nobody who would fit', async () => {
    const { inside } = await show(['a', 'b', 'c', 'd'].map((id) => person(id, id)));
    expect(names(inside).length).to.equal(4);
    expect(inside.querySelector('.more')).to.equal(null);
  });

  it('gives the section back when it goes, and opens another archive when told', async () => {
    const { session, stack } = await show([]);
    stack.archive = 'BONAP';
    await stack.updateComplete;
    expect(session.handle('ALFKI', 'profile').released).to.equal(1);
    expect(session.handles.has('BONAP/profile')).to.equal(true);
    stack.remove();
    expect(session.handle('BONAP', 'profile').released).to.equal(1);
  });

  it('makes initials of names in any script', () => {
    expect(['Maria Anders', '李伟', '歐陽修文', 'Bo', 'ana maría ruiz', ''].map(initials)).to.deep.equal(['MA', '李伟', '修文', 'B', 'AR', '?']);
  });

  it('has ten colours that white reads on and that stand out in both schemes', () => {
    expect(new Set(PERSON_COLOURS).size).to.equal(10);
    for (const colour of PERSON_COLOURS) {
      expect(contrast('#fff', colour), colour).to.be.at.least(4.5);
      expect(contrast(colour, PALETTE_LIGHT.surface), colour).to.be.at.least(3);
      expect(contrast(colour, PALETTE_DARK.surface), colour).to.be.at.least(3);
    }
  });
});
