/** What a page says of itself in its first lines. */
export interface FrontMatter { readonly title: string; readonly description: string; /** Title in the contents, where it should be shorter. */ readonly nav: string }

export class PageError extends Error {
  readonly code = 'page';
}

/** Title and description between two lines of `---`, and the text behind them. */
export function frontMatter(file: string, source: string): { readonly head: FrontMatter; readonly body: string } {
  const found = /^---\r?\n([^]*?)\r?\n---\r?\n([^]*)$/.exec(source);
  if (!found) throw new PageError(`${file}: begins with --- , title: , description: and ---`);
  const values = new Map<string, string>();
  for (const line of found[1]!.split(/\r?\n/)) {
    const pair = /^([a-z]+):\s*(.*?)\s*$/.exec(line);
    if (!pair) throw new PageError(`${file}: this line of the front matter has no name: ${line}`);
    values.set(pair[1]!, pair[2]!.replace(/^(["'])(.*)\1$/, '$2'));
  }
  const title = values.get('title');
  const description = values.get('description');
  if (!title || !description) throw new PageError(`${file}: title and description are needed`);
  return { head: { title, description, nav: values.get('nav') ?? title }, body: found[2]! };
}
