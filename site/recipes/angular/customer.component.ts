import { Component, CUSTOM_ELEMENTS_SCHEMA, input } from '@angular/core';
import { getToken } from '../browser/token.js';

/** One customer: `<app-customer no="K-7001" />`. The kit's script stands in `index.html`, before the application's. */
@Component({
  selector: 'app-customer',
  standalone: true,
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <archive-session endpoint="/dossier" [getToken]="getToken"></archive-session>
    <customer-card [attr.archive]="'erp:' + no()" (dossier-open)="open($event)"></customer-card>
    <archive-form [attr.archive]="'erp:' + no()" section="profile"></archive-form>
  `,
})
export class CustomerComponent {
  readonly no = input.required<string>();
  protected readonly getToken = getToken;

  protected open(event: Event): void {
    const { archive } = (event as CustomEvent<{ archive: string }>).detail;
    location.href = `/customers/${encodeURIComponent(archive)}`;
  }
}
