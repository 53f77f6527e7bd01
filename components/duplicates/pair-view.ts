/** How a pair looks: in the list by name and by what speaks for and against it; in the review with both values beside each other. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Evidence, PairView } from '../../model/duplicates/review-api.ts';
import type { ReviewTexts } from './texts.ts';

const stance = ({ points }: Evidence): 'for' | 'against' | 'none' => (points > 0 ? 'for' : points < 0 ? 'against' : 'none');

export const pairRow = (pair: PairView, t: ReviewTexts, open: () => void): TemplateResult => html`
  <li><button type="button" class="pair" data-pair=${`${pair.left.id} ${pair.right.id}`} @click=${open}>
    <span class="names"><bdi>${pair.left.name}</bdi><bdi>${pair.right.name}</bdi></span>
    <span class="score">${t.likely(pair.score)}</span>
    <span class="facts">${pair.evidence.map((each) => html`<span class="fact ${stance(each)}">${t.facts[each.fact]}: ${t.outcomes[each.outcome]}</span>`)}</span>
  </button></li>`;

export const evidenceTable = ({ evidence, left, right }: PairView, t: ReviewTexts): TemplateResult => html`
  <table class="evidence">
    <caption class="visually-hidden">${left.name}, ${right.name}</caption>
    <thead class="visually-hidden"><tr><th scope="col">${t.title}</th><th scope="col">${left.name}</th><th scope="col">${right.name}</th></tr></thead>
    <tbody>${evidence.map((each) => html`<tr class=${stance(each)}>
      <th scope="row">${t.facts[each.fact]} <span class="outcome">${t.outcomes[each.outcome]}</span></th><td><bdi>${each.left ?? ''}</bdi></td><td><bdi>${each.right ?? ''}</bdi></td>
    </tr>`)}</tbody>
  </table>`;
