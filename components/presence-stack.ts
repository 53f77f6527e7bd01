/** `<presence-stack>`: who else has this archive open, as circles with names. One person in two tabs is one circle. */
import { css, nothing, type TemplateResult } from 'lit';
import { peopleStack, stackStyles } from './card/people-stack.ts';
import { DossierElement } from './internal/element.ts';
import { peopleStyles } from './internal/people.ts';
import type { SectionHandle, Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';

/**
 * Who else has this archive open, as circles with names. One person in two tabs is one circle.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr section - Whose readers are shown.
 * @attr max - Circles before the rest is behind a button.
 * @csspart people - The list.
 */
export class PresenceStack extends DossierElement {
  static override readonly styles = [tokens, base, controls, ...peopleStyles, stackStyles, css`:host { display: inline-block; } .root { container-type: normal; }`];
  static override readonly properties = { archive: {}, section: {}, max: { type: Number }, all: { state: true } };
  declare archive: string;
  declare section: string;
  declare max: number;
  declare private all: boolean;
  #handle: SectionHandle | undefined;

  constructor() {
    super();
    this.archive = '';
    this.section = 'profile';
    this.max = 4;
    this.all = false;
  }

  protected override attach(session: Session): Stop | undefined {
    if (!this.archive) return undefined;
    const handle = session.open(this.archive, this.section);
    this.#handle = handle;
    const stop = handle.subscribe(() => this.requestUpdate());
    return () => {
      stop();
      handle.release();
      this.#handle = undefined;
    };
  }
  protected override willUpdate(): void {
    const open = this.#handle;
    if (this.session !== null && ((open?.ref ?? '') !== this.archive || (open !== undefined && open.section !== this.section))) this.reattach();
  }

  protected override render(): TemplateResult | typeof nothing {
    const handle = this.#handle;
    if (handle?.state.kind !== 'ready') return nothing;
    const more = () => (this.all = !this.all);
    return this.frame(peopleStack(handle.people, { max: this.max, all: this.all, more }, this.t));
  }
}

declare global {
  interface HTMLElementTagNameMap { 'presence-stack': PresenceStack }
}
