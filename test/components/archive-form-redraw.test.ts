/** What of a form is drawn again: a part stands as it is until a value it was made from is another, or everything is drawn. */
import { expect } from '@esm-bundle/chai';
import { html, render, type TemplateResult } from 'lit';
import { drawn, read, Redraw } from '../../components/form/redraw.ts';

describe('parts of a form', () => {
  function twoParts() {
    const redraw = new Redraw();
    const place = document.createElement('div');
    const counts = { name: 0, phones: 0, row: 0 };
    const row = () => drawn(redraw, () => { read('people', 'rows/people/p1/name'); counts.row++; return html`<i>${counts.row}</i>`; });
    const parts = (): TemplateResult => html`
      <p>${drawn(redraw, () => { read('profile', 'fields/name'); counts.name++; return html`<b>${counts.name}</b>`; })}</p>
      <p>${drawn(redraw, () => { read('profile', 'rows/methods/m1/value'); counts.phones++; return html`<u>${counts.phones}</u>${row()}`; })}</p>`;
    const draw = (whole = false): void => {
      redraw.begin(whole);
      render(parts(), place);
    };
    draw(true);
    return { redraw, place, counts, draw };
  }

  it('a part is drawn again only when a value it was made from has changed', () => {
    const { redraw, place, counts, draw } = twoParts();
    const before = place.querySelector('u');
    redraw.changed('profile', ['fields/name']);
    draw();
    expect(counts).to.deep.equal({ name: 2, phones: 1, row: 1 });
    expect(place.querySelector('u')).to.equal(before);
    expect(place.textContent).to.contain('2');
    draw();
    expect(counts).to.deep.equal({ name: 2, phones: 1, row: 1 }, 'nothing has changed since');
  });

  it('rows of a table are read together, and the same key of another section is another value', () => {
    const { redraw, counts, draw } = twoParts();
    redraw.changed('people', ['fields/name', 'rows/methods/m1/value']);
    draw();
    expect(counts).to.deep.equal({ name: 1, phones: 1, row: 1 });
    redraw.changed('profile', ['rows/methods/m2/label']);
    draw();
    expect(counts).to.deep.equal({ name: 1, phones: 2, row: 1 });
  });

  it('a part within a part is reached through it', () => {
    const { redraw, counts, draw } = twoParts();
    redraw.changed('people', ['rows/people/p1/name']);
    draw();
    expect(counts).to.deep.equal({ name: 1, phones: 2, row: 2 });
  });

  it('a drawing of the whole draws every part', () => {
    const { counts, draw } = twoParts();
    draw(true);
    expect(counts).to.deep.equal({ name: 2, phones: 2, row: 2 });
  });

  it('what changed while nothing was drawn is drawn with the next', () => {
    const { redraw, counts, draw } = twoParts();
    redraw.changed('profile', ['fields/name']);
    redraw.changed('profile', ['rows/methods/m1/value']);
    draw();
    expect(counts).to.deep.equal({ name: 2, phones: 2, row: 1 });
  });
});
