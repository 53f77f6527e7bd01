/** A home owner whose house is being renovated, about whom everything is known: individual and renovation, in Spanish. Invented. */
import type { Spec } from '../spec.ts';

export const HOME: Spec = {
  id: 'casa-olmo', keys: ['reno:P-0520'], code: 'P-0520', kind: 'individual', packs: ['base', 'individual', 'renovation'], owner: 'limin', coOwners: ['xiaoyu'], department: 'guests', zone: 'Europe/Madrid',
  fields: {
    'customer.name': 'Teresa Olmo Prado', 'customer.shortName': 'Casa Olmo', 'customer.receptionLevel': 'standard', 'customer.segment': 'noveltySeeking', 'crm.source': 'friend', 'crm.crmCategory': 'currentEndCustomer', 'crm.contactStrategy': 'weekly', 'crm.purchaseStrategy': 'none',
    'person.dateOfBirth': '1979-08', 'person.employer': 'Instituto de Muestra', 'person.position': 'Profesora', 'intent.class': 'interested', 'individual.purchaseDecisionRight': 'shared', 'profile.geographicInfo': 'España, Valencia',
    'reno.startAt': '2026-09-14', 'reno.endAt': '2027-02-26', 'reno.designer': 'lucia', 'reno.projectManager': 'limin', 'reno.budgeter': 'james', 'reno.afterSalesAgent': 'xiaoyu',
  },
  methods: [['mobile', '+34 600 000 520'], ['whatsapp', '+34 600 000 520'], ['email', 'teresa@mail.example']],
  addresses: [['mailing', 'Calle del Ejemplo, 52, 3.º', 'Valencia', 'Valencia', '46001', 'ES']],
  lists: { 'customer.collectionGoals': ['expectedCustomer'] },
  texts: { 'reno.requirements': 'Piso de 96 m²: unir cocina y salón, suelo de roble, baño sin escalón para la madre.', 'customer.needs': 'Vivir en el piso durante la obra, dormitorio terminado antes de Navidad.' },
  people: [{ id: 'p1', name: 'Marcos Prado', role: 'otherInfluencer', gender: 'male', workScope: 'Marido; decide los colores' }],
  records: [
    { ago: 1, time: '09:00', channel: 'instantMessage', with: 'p1', subject: 'Envía foto del azulejo elegido.', result: 'Pedido hecho.', next: [3, '17:00'] },
    { ago: 21, time: '08:30', channel: 'visit', subject: 'Replanteo de la cocina; se mueve el desagüe.', result: 'Aceptado por escrito.', major: true },
  ],
  more: { preferences: { rows: { hobbies: { h1: { item: 'Colores tierra', category: 'style', attitude: 'like' }, h2: { item: 'Encimera brillante', category: 'style', attitude: 'dislike' } } } } },
  files: [{ section: 'documents', kind: 'reno.documents', name: 'Plano de la cocina.pdf', title: 'Kitchen plan (sample)' }, { section: 'documents', kind: 'reno.documents', name: 'Presupuesto.pdf', title: 'Estimate (sample)', validUntil: '2026-12-31' }],
  trade: { pattern: 'new', perYear: 12, quantity: 20, items: [['Suelo de roble m²', 4200], ['Azulejo m²', 2600]] },
};
