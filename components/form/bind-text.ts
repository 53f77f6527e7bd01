/** The directive that binds a textarea of a template to a shared text for as long as it stands there. */
import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ElementPart } from 'lit';
import type * as Y from 'yjs';
import { TextBinding, type TextBindingOptions } from './text-binding.ts';

class BindText extends AsyncDirective {
  #binding: TextBinding | undefined;
  #area: HTMLTextAreaElement | undefined;
  #text: Y.Text | undefined;
  #options: TextBindingOptions | undefined;

  override render(_text: Y.Text, _options: TextBindingOptions): unknown {
    return noChange;
  }
  override update({ element }: ElementPart, [text, options]: [Y.Text, TextBindingOptions]): unknown {
    if (text !== this.#text) {
      this.disconnected();
      this.#area = element as HTMLTextAreaElement;
      this.#text = text;
      this.#options = options;
      this.reconnected();
    }
    return noChange;
  }
  override disconnected(): void {
    this.#binding?.destroy();
    this.#binding = undefined;
  }
  override reconnected(): void {
    if (this.#area && this.#text && this.#options) this.#binding ??= new TextBinding(this.#area, this.#text, this.#options);
  }
}

export const bindText = directive(BindText);
