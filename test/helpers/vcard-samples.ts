/**
 * Address cards with the habits of the programs that people have. Written for these tests after what each program is documented to do: Outlook, [MS-OXVCARD] (vCard 2.1 with CHARSET and
 * quoted-printable, X-MS-OL-…); Google Contacts, its export format in support.google.com/contacts/answer/7199294 (3.0, itemN.X-ABLabel); iPhone and iCloud, Apple's Contacts (3.0, `type=` in
 * lower case, `pref`, `_$!<…>!$_`, 1604 for no year); Android, VCardBuilder and VCardConstants of the Android Open Source Project (2.1, bare types, X-ANDROID-CUSTOM); Thunderbird, its
 * CardBook-like VCardProperties (4.0, PREF=1, VALUE=TEXT); Evolution, e-vcard of evolution-data-server (3.0, X-EVOLUTION-…). Names and numbers are invented.
 */
import { encoded } from './encoded.ts';

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n`;
const quoted = (text: string): string => [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

export const OUTLOOK = lines('BEGIN:VCARD', 'VERSION:2.1', 'N;LANGUAGE=de;CHARSET=Windows-1252:Müller;Jörg', 'FN;CHARSET=Windows-1252:Jörg Müller', 'ORG;CHARSET=Windows-1252:Käserei Nord GmbH;Einkauf', 'TITLE:Leiter', 'TEL;WORK;VOICE:+49 30 555010',
  'TEL;CELL;VOICE:+49 171 5550101', 'TEL;WORK;FAX:+49 30 555019', 'ADR;WORK;PREF;CHARSET=Windows-1252:;;Hauptstraße 5;Berlin;;10115;Deutschland', 'LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Hauptstra=DFe 5=0D=0A=', '10115 Berlin',
  'X-MS-OL-DEFAULT-POSTAL-ADDRESS:2', 'URL;WORK:http://www.kaeserei.example', 'BDAY:19790401', 'EMAIL;PREF;INTERNET:joerg@kaeserei.example', 'PHOTO;TYPE=JPEG;ENCODING=BASE64:', ' /9j/4AAQSkZJRgABAQEAYABgAAD/', ' 2wBDAAgGBgcGBQgHBwcJCQgKDBQN', '', 'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="x"/>', 'REV:20260101T000000Z', 'END:VCARD');
export const outlookBytes = (): Uint8Array => encoded(OUTLOOK, 'windows-1252');

export const GOOGLE = lines('BEGIN:VCARD', 'VERSION:3.0', 'FN:陈伟', 'N:陈;伟;;;', 'NICKNAME:老陈', 'EMAIL;TYPE=INTERNET;TYPE=HOME:chen@example.cn', 'item1.EMAIL;TYPE=INTERNET:zhang@example.cn', 'item1.X-ABLabel:助理', 'TEL;TYPE=CELL:138 0013 8000', 'TEL;TYPE=WORK:020-8888 6666',
  'item2.ADR:;;天河路 1 号\\n5 楼;广州;广东;510000;CN;;', 'item2.X-ABLabel:办公室', 'item3.ORG:南湾贸易有限公司;采购部', 'TITLE:采购经理', 'BDAY:--0401', 'item4.URL:https\\://nanwan.example', 'item4.X-ABLabel:_$!<HomePage>!$_', 'NOTE:老客户\\, 周末不打电话', 'CATEGORIES:myContacts', 'END:VCARD');

export const IPHONE = lines('BEGIN:VCARD', 'VERSION:3.0', 'PRODID:-//Apple Inc.//iPhone OS 17.0//EN', 'N:García López;María;;Sra.;', 'FN:Sra. María García López', 'ORG:Aceites del Sur\\, S.L.;', 'TEL;type=CELL;type=VOICE;type=pref:+34 612 345 678', 'TEL;type=WORK;type=VOICE:+34 954 000 111', 'TEL;type=HOME;type=FAX:+34 954 000 112',
  'EMAIL;type=INTERNET;type=WORK;type=pref:maria@aceites.example', 'item1.ADR;type=WORK;type=pref:;;Calle Mayor 3;Sevilla;Sevilla;41001;España', 'item1.X-ABADR:es', 'BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-06', 'item2.X-ABDATE;type=pref:2010-06-12', 'item2.X-ABLabel:_$!<Anniversary>!$_', 'IMPP;X-SERVICE-TYPE=WhatsApp;type=pref:x-apple:+34612345678', 'X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/maria',
  'NOTE:Segunda línea\\ncon salto que es lo bastante larga para que el teléfono la', '  parta en dos', 'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD', ' /4QBMRXhpZgAATU0AKgAAAAgA', 'END:VCARD');
export const IPHONE_COMPANY = lines('BEGIN:VCARD', 'VERSION:3.0', 'N:;;;;', 'FN:Café Colón', 'ORG:Café Colón;', 'TEL;type=WORK:+34 955 111 222', 'X-ABShowAs:COMPANY', 'END:VCARD');

export const ANDROID = lines('BEGIN:VCARD', 'VERSION:2.1', `N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted('陳')};${quoted('怡君')};;;`, `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted('陳怡君').slice(0, 12)}=`, quoted('陳怡君').slice(12), 'TEL;CELL;PREF:0912345678', 'TEL;WORK:(02)2345-6789', 'TEL;X-office:02-2345-0000', 'EMAIL;HOME:yijun@example.tw',
  `ADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;${quoted('忠孝東路一段 1 號')};${quoted('臺北市')};;100;${quoted('臺灣')}`, `ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted('大安國際股份有限公司')}`, 'BDAY:1988-08-08', `X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/nickname;${quoted('小君')};1;;;;;;;;;;;;;`, 'X-QQ:123456', 'END:VCARD');

export const THUNDERBIRD = lines('BEGIN:VCARD', 'VERSION:4.0', 'UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1', 'FN:Ann Smith', 'N:Smith;Ann;;;', 'EMAIL;PREF=1;TYPE=work:ann@smith.example', 'EMAIL:ann2@smith.example', 'TEL;TYPE=work;VALUE=TEXT:+44 20 5550 1234', 'TEL;TYPE="cell,voice";VALUE=uri:tel:+44-7700-900123', 'ADR;TYPE=work:;;1 High Street;London;;SW1A 1AA;United Kingdom',
  'ORG:Smith & Sons;Sales', 'TITLE:Buyer', 'ROLE:Purchasing', 'URL;TYPE=work:https://smith.example', 'BDAY;VALUE=DATE:19800229', 'NOTE:Semi\\; colon\\, comma\\nline', 'IMPP;PREF=1:line:ann.smith', 'END:VCARD');

export const EVOLUTION = lines('BEGIN:VCARD', 'VERSION:3.0', 'UID:pas-id-5A1B2C3D00000001', 'X-EVOLUTION-FILE-AS:Ruiz\\, Ana', 'FN:Ana Ruiz', 'N:Ruiz;Ana;;;', 'ORG:Vinos Ruiz;Bodega;', 'EMAIL;TYPE=WORK;X-EVOLUTION-UI-SLOT=1:ana@ruiz.example', 'EMAIL;TYPE=HOME;X-EVOLUTION-UI-SLOT=2:ana@casa.example', 'TEL;TYPE=WORK,VOICE;X-EVOLUTION-UI-SLOT=1:+34 941 000 111',
  'TEL;TYPE=CELL;X-EVOLUTION-UI-SLOT=2:+34 600 111 222', 'ADR;TYPE=HOME:;;Calle Sol 2;Logroño;La Rioja;26001;España', 'X-EVOLUTION-ANNIVERSARY:2001-09-09', 'X-EVOLUTION-SPOUSE:Luis', 'X-EVOLUTION-VIDEO-URL:', 'NICKNAME:Anita', 'END:VCARD');
