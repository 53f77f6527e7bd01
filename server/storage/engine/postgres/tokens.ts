/** SQL as a list of tokens, enough to find parameters, words and calls in it; what they mean is left to `dialect.ts`. */

/** `call`: a word right before a parenthesis is a `word` too; strings, quoted names and numbers keep their spelling. */
export type Token = { readonly kind: 'word' | 'name' | 'string' | 'number' | 'sign' | 'position' | 'parameter'; readonly text: string };

const PARTS = /(?<blank>\s+|--[^\n]*)|(?<string>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<parameter>@\w+)|(?<position>\?)|(?<number>\d+(?:\.\d+)?(?:e\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign>->>|->|::|@@|\|\||<>|<=|>=|!=|==|.)/gsy;

export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { groups = {} } of sql.matchAll(PARTS)) {
    const kind = (['word', 'sign', 'string', 'name', 'number', 'position', 'parameter'] as const).find((each) => groups[each] !== undefined);
    if (kind) tokens.push({ kind, text: groups[kind] as string });
  }
  return tokens;
}

/** Behind the parenthesis that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  for (let at = open, depth = 0; at < tokens.length; at++) {
    if (tokens[at]!.kind !== 'sign') continue;
    if (tokens[at]!.text === '(') depth++;
    else if (tokens[at]!.text === ')' && --depth === 0) return at;
  }
  throw new Error('a parenthesis is not closed');
}

/** What stands between the commas of a list, nested lists whole. */
export function parts(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'sign' && token.text === '(') depth++;
    if (token.kind === 'sign' && token.text === ')') depth--;
    if (depth === 0 && token.kind === 'sign' && token.text === ',') found.push([]);
    else found.at(-1)!.push(token);
  }
  return found.length === 1 && found[0]!.length === 0 ? [] : found;
}
