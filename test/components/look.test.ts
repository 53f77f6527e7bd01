/** Colours as the browser computes them: readable in both schemes, classes in order of lightness, the scheme that of the page. */
import { expect } from '@esm-bundle/chai';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { CLASS_STEPS, SCHEME_HUES, stepOf } from '../../model/classification/look.ts';
import { LitElement, html } from 'lit';
import { base, tokens } from '../../components/internal/styles.ts';
import { contrast, luminance, PALETTE_DARK, PALETTE_LIGHT } from './contrast.ts';
import { FakeSession, mount } from './fake-session.ts';
import { ABC, digest } from './samples.ts';

customElements.get('classification-badge') ?? customElements.define('classification-badge', ClassificationBadge);
customElements.define('look-probe', class extends LitElement {
  static override styles = [tokens, base];
  override render() {
    return html`<div class="root"><p>text</p></div>`;
  }
});

let clean: () => void = () => {};
afterEach(() => {
  clean();
  document.documentElement.style.colorScheme = '';
});
const VALUES = { key: 'A', main: 'B', ordinary: 'C', low: 'hibernating' } as const;

async function classColours(scheme: keyof typeof SCHEME_HUES, step: keyof typeof VALUES, dark: boolean) {
  const session = new FakeSession();
  session.tell('X', digest({ classes: { [scheme]: { ...ABC, scheme, value: VALUES[step], trend: 'up' } } }));
  const { root, remove } = mount(session, `<classification-badge archive="X" schemes="${scheme}" scheme="${dark ? 'dark' : 'light'}"></classification-badge>`);
  clean = remove;
  await new Promise((done) => setTimeout(done));
  const button = root.querySelector('classification-badge')!.shadowRoot!.querySelector<HTMLElement>('.class')!;
  const style = getComputedStyle(button);
  const colours = { bg: style.backgroundColor, fg: style.color, mark: getComputedStyle(button.querySelector('b')!).color, arrow: getComputedStyle(button.querySelector('.up')!).backgroundColor };
  clean();
  return colours;
}

describe('look', () => {
  for (const [name, palette] of [['light', PALETTE_LIGHT], ['dark', PALETTE_DARK]] as const) {
    it(`has text of 4.5:1 and marks of 3:1, ${name}`, () => {
      const grounds = [palette.surface, palette.subtle] as const;
      for (const ground of grounds) {
        for (const text of ['text', 'muted', 'accent', 'danger', 'due'] as const) expect(contrast(palette[text], ground), `${text} on ${ground}`).to.be.at.least(4.5);
        for (const mark of ['edge', 'accent', 'focus'] as const) expect(contrast(palette[mark], ground), `${mark} on ${ground}`).to.be.at.least(3);
      }
      for (const [text, ground] of [['on-accent', 'accent'], ['danger', 'danger-soft'], ['due', 'due-soft'], ['text', 'accent-soft'], ['accent', 'accent-soft']] as const) expect(contrast(palette[text], palette[ground]), `${text} on ${ground}`).to.be.at.least(4.5);
    });

    it(`has classes that read, and whose order lightness alone tells, ${name}`, async () => {
      for (const scheme of Object.keys(SCHEME_HUES) as (keyof typeof SCHEME_HUES)[]) {
        const order: number[] = [];
        for (const step of Object.keys(CLASS_STEPS) as (keyof typeof VALUES)[]) {
          const { bg, fg, mark, arrow } = await classColours(scheme, step, name === 'dark');
          expect(contrast(fg, bg), `${scheme} ${step} text`).to.be.at.least(4.5);
          expect(contrast(mark, bg), `${scheme} ${step} mark`).to.be.at.least(4.5);
          expect(contrast(arrow, bg), `${scheme} ${step} arrow`).to.be.at.least(3);
          order.push(luminance(bg));
        }
        const sorted = [...order].sort((a, b) => (name === 'dark' ? b - a : a - b));
        expect(order, scheme).to.deep.equal(sorted);
        expect(new Set(order.map((value) => value.toFixed(3))).size, `${scheme}: four different`).to.equal(4);
      }
    });
  }

  it('follows the page’s color-scheme, and one element’s scheme attribute', () => {
    const probe = () => {
      const { root, remove } = mount(null, '<look-probe></look-probe><look-probe scheme="light"></look-probe>');
      const surface = [...root.children].map((each) => getComputedStyle(each).getPropertyValue('color-scheme'));
      remove();
      return surface;
    };
    expect(probe()).to.deep.equal(['normal', 'light']);
    document.documentElement.style.colorScheme = 'dark';
    expect(probe()).to.deep.equal(['dark', 'light']);
  });

  it('weighs every class that the rules can give', () => {
    expect(['A', 'champions', 'currentAgent'].map(stepOf)).to.deep.equal(['key', 'key', 'key']);
    expect(['lostAgent', 'hibernating', 'prospect', null].map(stepOf)).to.deep.equal(['low', 'low', 'low', 'low']);
    expect(['B', 'new'].map(stepOf)).to.deep.equal(['main', 'main']);
  });
});
