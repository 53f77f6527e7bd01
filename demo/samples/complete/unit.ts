/** A company that sends guests to the hotel, about which everything is known: organisation and hotel, in Spanish. Invented. */
import type { Spec } from '../spec.ts';

export const UNIT: Spec = {
  id: 'laboratorios-muestra', keys: ['pms:E-0041', 'erp:ES/2020-0041'], code: 'E-0041', kind: 'organisation', packs: ['base', 'organisation', 'hotel'],
  owner: 'xiaoyu', coOwners: ['limin'], department: 'guests', zone: 'Europe/Madrid',
  fields: {
    'customer.name': 'Laboratorios Muestra, S.L.', 'customer.shortName': 'Lab Muestra', 'customer.customerCategory': 'overseas', 'customer.receptionLevel': 'standard', 'customer.segment': 'convenienceOriented', 'customer.collectionChannel': 'internet',
    'crm.region': 'overseas', 'crm.source': 'websiteAd', 'crm.crmCategory': 'currentEndCustomer', 'crm.industry': 'chemicals', 'crm.industryPosition': 'average', 'crm.ownershipNature': 'privateOrSelfEmployed', 'crm.contactStrategy': 'quarterly', 'crm.purchaseStrategy': 'quarterly', 'crm.employeeCount': 58, 'crm.salesScale': 'small', 'crm.yearsInBusiness': 'from5to10', 'crm.website': 'https://labmuestra.example',
    'company.foundedAt': '2018-02', 'org.registeredCapital': '250000.00 EUR', 'org.taxRegistrationNumber': 'B00000000', 'org.licenceName': 'Licencia de actividad', 'org.licenceNumber': 'MUESTRA-2018-41', 'org.licenceValidUntil': '2028-02-28', 'g3.plantOwnership': 'leased', 'prospect.qualification': 'converted', 'intent.class': 'interested', 'intent.expectedPurchaseAt': '2027-03',
  },
  methods: [['phone', '+34 910 000 041', 'Centralita'], ['email', 'viajes@labmuestra.example', 'Viajes'], ['whatsapp', '+34 600 000 041']],
  addresses: [['business', 'Calle de la Muestra, 41', 'Madrid', 'Madrid', '28001', 'ES'], ['registered', 'Avenida del Ejemplo, 7', 'Madrid', 'Madrid', '28002', 'ES'], ['mailing', 'Apartado 41', 'Madrid', 'Madrid', '28001', 'ES']],
  lists: { 'customer.partnerRole': ['special'], 'customer.specialKind': ['insurance'], 'customer.archiveFileSet': ['basicFile', 'consumptionFile'], 'customer.collectionGoals': ['likelyToOrder'], 'company.products': ['Reactivos', 'Kits de análisis'] },
  texts: {
    'org.businessScope': 'Fabricación y venta de reactivos y kits de análisis.', 'company.mainBusiness': 'Kits de análisis de agua.', 'company.secondaryBusiness': 'Formación de técnicos.', 'company.salesNetwork': 'Distribuidores en España, Portugal y México.', 'company.rdStrength': 'Laboratorio propio con nueve técnicos.',
    'customer.needs': 'Habitaciones cerca de la feria, facturas con número de pedido.', 'customer.expectations': 'Confirmación en el día y salida tardía los viernes.', 'intent.reasonNotBuying': 'No contrata salas: usa las de la feria.', 'intent.functionWishes': 'Reservar varias habitaciones con un solo formulario.', 'hotelUnit.mainConsumptionNeeds': 'Doce habitaciones individuales en dos ferias al año; desayuno temprano.',
    'g3.businessPhilosophy': 'Calidad antes que volumen.', 'g3.businessDirection': 'Crecer en Iberoamérica.', 'g3.businessPolicy': 'Viajes solo con tarifa acordada.', 'g3.businessHistory': 'Fundada en 2018 por tres químicas; en 2023 abrió oficina en Lisboa.',
  },
  rows: {
    socioEconomics: { s1: { indicator: 'Crecimiento del sector', period: '2025', value: 4.2, unit: '%', source: 'Informe sectorial' } },
    consents: { c1: { channel: 'email', state: 'granted', decidedAt: '2025-10-02', evidence: 'Cláusula del acuerdo' } }, visitPlan: { v1: { kind: 'visit', cycle: 'yearly', nextAt: '2027-01-20', person: 'limin', note: 'Renovar el acuerdo' } },
  },
  people: [
    { id: 'p1', name: 'Nuria Ejemplo Vidal', role: 'personInCharge', gender: 'female', birthday: '--03-14', hobbies: 'Senderismo', workScope: 'Dirección general', methods: [['email', 'nuria@labmuestra.example']] },
    { id: 'p2', name: 'Óscar Muestra Gil', role: 'contactPerson', gender: 'male', birthday: '1989-10-30', hobbies: 'Ciclismo', workScope: 'Viajes y compras', methods: [['mobile', '+34 600 000 041'], ['email', 'oscar@labmuestra.example']] },
  ],
  records: [
    { ago: 5, time: '10:00', channel: 'email', with: 'p2', subject: 'Pide doce habitaciones para la feria de marzo.', result: 'Bloqueadas hasta fin de mes.', next: [6, '12:00'] },
    { ago: 88, time: '16:30', channel: 'visit', with: 'p1', by: 'limin', subject: 'Renovación del acuerdo de tarifas.', result: 'Firmado por un año.', major: true },
  ],
  more: {
    people: {
      fields: { 'hotelUnit.contactPerson': 'p2', 'org.legalRepresentative': 'p1', 'org.personInCharge': 'p1', 'org.controllingShareholder': 'p1' }, rows: { relatedParties: { r1: { party: 'p1', relation: 'shareholdingOrg', note: 'Socia fundadora' } } },
      texts: { 'people/p1/resume': 'Química, veinte años en el sector.', 'people/p1/experience': 'Fundó la empresa en 2018.', 'people/p2/resume': 'Administración de empresas.', 'people/p2/experience': 'Lleva los viajes desde 2021.' },
    },
    terms: { fields: { 'crm.settlementMethod': 'oneMonth', 'hotelUnit.agreedRoomRate': '92.00 EUR', 'hotelUnit.discountRate': 15 }, rows: { 'g1.paymentMethod': { v1: { value: 'bankTransfer' } }, 'customer.openingBank': { v1: { value: 'Banco de Muestra' } } } },
    credit: {
      fields: { 'crm.creditStars': 4, 'g3.fixedAssets': '900000.00 EUR' },
      rows: { annualPerformance: { y1: { year: 2024, sales: '5200000.00 EUR', profit: '410000.00 EUR', note: 'Oficina de Lisboa' }, y2: { year: 2025, sales: '5600000.00 EUR', profit: '455000.00 EUR', note: '' } }, salesTrend: { t1: { period: '2026-08', sales: '430000.00 EUR', change: 2.4 }, t2: { period: '2026-09', sales: '470000.00 EUR', change: 9.3 } }, creditSurveys: { c1: { date: '2026-01-12', method: 'Registro mercantil', surveyor: 'limin' } }, creditReports: { r1: { issuedAt: '2026-01-15', validUntil: '2027-01-15', issuer: 'Informes Ejemplo' } } },
      texts: { 'g3.financialStrength': 'Sin deuda bancaria.', 'g4.financialPerformance': 'Margen estable del 8 %.', 'creditSurveys/c1/findings': 'Cuentas depositadas en plazo.' },
    },
    rivals: {
      rows: { competitors: { k1: { name: 'Hotel Ribera (ficticio)', scale: 'medium', mainSuppliers: 'Sin datos', leaders: 'Sin datos' } }, rivalsAtCustomer: { r1: { competitor: 'Hotel Ribera (ficticio)', salespersonName: 'Sin datos' } } },
      texts: { 'competitors/k1/productAnalysis': 'Más cerca de la feria, habitaciones menores.', 'competitors/k1/rd': 'Llave en el móvil.', 'competitors/k1/salesNetwork': 'Agencias de viajes.', 'rivalsAtCustomer/r1/followUp': 'Ofrece tarifa de feria cada otoño.', 'rivalsAtCustomer/r1/cooperationHistory': 'Alojó al equipo en 2024.', 'rivalsAtCustomer/r1/salesStyle': 'Descuentos de última hora.', 'rivalsAtCustomer/r1/productStrengths': 'Situación.', 'rivalsAtCustomer/r1/productWeaknesses': 'Ruido.', 'company.prosConsAnalysis': 'A favor: desayuno y facturación; en contra: distancia a la feria.' },
    },
    assessment: { fields: { 'customer.reputation': 'good' }, texts: { 'g3.developmentPotential': 'Oficina en Lisboa: posibles grupos.', 'g3.internalManagement': 'Decisiones rápidas.', 'g4.staffQualityConduct': 'Trato correcto.', 'g4.relationAndCooperation': 'Seis años sin incidencias.', 'analysis.winningMeans': 'Salida tardía sin cargo.', 'analysis.businessServiceStrategy': 'Un único interlocutor.', 'analysis.advertising': 'Boletín de ferias.', 'analysis.publicity': 'Logotipo en la sala de desayunos en feria.', 'analysis.emotionalCommunicationPlan': 'Felicitación de aniversario.' } },
    preferences: { fields: { 'assoc.satisfaction': 88 }, rows: { occasions: { o1: { kind: 'factoryAnniversary', date: '2027-02-12', yearly: true, note: 'Aniversario de la fundación' } } }, texts: { 'behaviour.consumptionBehaviour': 'Dos picos al año, en feria.' } },
    private: { rows: { peoplePrivate: { p1: { person: 'p1', address: 'Madrid', children: 'Dos hijas' } } }, texts: { 'peoplePrivate/p1/socialRelations': 'Asociación de empresarias.', 'peoplePrivate/p1/family': 'Casada.' } },
    'contacts-2026': {
      rows: { majorEvents: { e1: { date: '2026-04-02', kind: 'relocation' } }, feedback: { f1: { date: '2026-03-11', kind: 'suggestion', forwardedTo: 'customerService' } }, services: { s1: { date: '2026-03-10', kind: 'departmental', occasion: 'Feria', handledBy: 'xiaoyu', satisfaction: 90 } } },
      texts: { 'majorEvents/e1/text': 'Traslado del almacén a otra nave.', 'feedback/f1/text': 'Pedir el número de pedido al reservar.', 'services/s1/matter': 'Desayuno a las 6:00 para doce personas.' },
    },
    identity: { fields: { 'org.actualController': 'p1' }, rows: { 'org.authorisedAgents': { v1: { value: 'p2' } }, 'org.beneficialOwners': { v1: { value: 'p1' } }, relatedPartyPapers: { i1: { party: 'p1', role: 'legalRepresentative', name: 'Nuria Ejemplo Vidal', idDocumentType: 'dniNie', idDocumentNumber: '00000014Z', idDocumentValidUntil: '2031-05-20' } } } },
  },
  files: [
    { section: 'documents', kind: 'g2.businessLicenceCopy', name: 'Licencia de actividad.pdf', title: 'Licence (sample)', validUntil: '2028-02-28' }, { section: 'documents', kind: 'g2.certificates', name: 'Certificado ISO.pdf', title: 'Certificate (sample)', validUntil: '2027-09-30' },
    { section: 'documents', kind: 'g2.taxRegistrationCopy', name: 'Alta censal.pdf', title: 'Tax registration (sample)' }, { section: 'credit', kind: 'org.financialStatusReports', name: 'Cuentas 2025.pdf', title: 'Accounts (sample)' },
  ],
  trade: { pattern: 'seasonal', perYear: 8, quantity: 10, kind: 'stay', items: [['Habitación individual', 9200], ['Habitación doble', 11_800]] },
};
