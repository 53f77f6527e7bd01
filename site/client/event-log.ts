/** The log of a playground: each event of the element with its detail, the newest first. */
export interface LogWords { readonly noEvents: string; readonly clear: string }

const MOST = 20;

export class EventLog {
  readonly #list = document.createElement('ol');
  readonly #empty = document.createElement('p');
  readonly node = document.createElement('div');

  constructor(names: readonly string[], { noEvents, clear }: LogWords, from: EventTarget, language: string) {
    this.node.className = 'log';
    this.#empty.textContent = noEvents;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = clear;
    button.addEventListener('click', () => { this.#list.replaceChildren(); this.#drawn(); });
    this.node.append(this.#empty, this.#list, button);
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
    for (const name of names) {
      from.addEventListener(name, (event) => {
        event.preventDefault(); // a host would lead to its own page; here the log says that it could
        this.#add(time.format(new Date()), name, event instanceof CustomEvent ? event.detail as unknown : undefined);
      });
    }
    this.#drawn();
  }

  #add(time: string, name: string, detail: unknown): void {
    const row = document.createElement('li');
    const when = document.createElement('time');
    when.textContent = time;
    const what = document.createElement('code');
    what.textContent = name;
    const told = document.createElement('span');
    told.textContent = detail === undefined || detail === null ? '' : JSON.stringify(detail);
    row.append(when, what, told);
    this.#list.prepend(row);
    while (this.#list.children.length > MOST) this.#list.lastElementChild?.remove();
    this.#drawn();
  }
  #drawn(): void {
    const none = this.#list.children.length === 0;
    this.#empty.hidden = !none;
    this.#list.hidden = none;
    this.node.querySelector('button')!.hidden = none;
  }
}
