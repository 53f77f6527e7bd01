/** The build's shortening of templates changes no word, no blank that shows and no rule. */
import { expect, it } from 'vitest';
import { shortCss, shortHtml } from '../../build/shorten-templates.ts';

it('takes from style sheets what parts nothing, and keeps strings, sums and descendants', () => {
  expect(shortCss(['\n  /* why */\n  .a > .b :hover,\n  .c { width: calc(1px + 2px); content: "a  ; b" \' \'; }\n  @container (min-width: 640px) { .d { color: ', ' ; } }\n']))
    .toEqual(['.a>.b :hover,.c{width:calc(1px + 2px);content:"a  ; b" \' \'}@container (min-width:640px){.d{color:', '}}']);
});

it('writes a line break with its indentation as one blank, and leaves attribute values and blanks within a line', () => {
  expect(shortHtml(['<p class="a  ', '\n b">\n    <b>one</b>\n    ', '  two\n</p>'])).toEqual(['<p class="a  ', '\n b"> <b>one</b> ', '  two </p>']);
});

it('keeps as many parts as there were, also where a value stands alone', () => {
  expect(shortHtml(['', '\n', ''])).toEqual(['', ' ', '']);
  expect(shortCss(['', ' ', ''])).toHaveLength(3);
});
