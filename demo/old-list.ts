/** A list as an old system would have given it away, with the usual dirt and a few customers that are here already: something to import and clean up in the demo. All of it is invented. */
const ROWS: readonly string[] = [
  'No.;Customer;Contact;Phone;E-mail;City;Postcode;Country;Customer since',
  '00101;AZULEJOS DEL SUR S.L.;Nerea Solis;+34 600 010 027;nsolis@azulejos-sur.example;Málaga;29001;Spain;03.05.2016',
  '00102;广州南湾家居建材;何启明;020-55500145;sales@nanwan.example;广州;510000;中国;2019/4/2',
  '00103;Fjordlys Interiør AS;Ingrid Haugen;+47 5550 0103;ingrid@fjordlys.example;Bergen;5003;Norway;14/02/2018',
  '00104;Fjordlys Interior;Ingrid Haugen;0047 5550 0103;ingrid@fjordlys.example;BERGEN;5003;NO;',
  '00105;Casa Olmedo;Lucía Olmedo;600 010 105 ext. 12;lucia@casa-olmedo,example;Sevilla;41001;España;2017-09-30',
  '00106;CASA BLANCA DECORACIÓN;Pedro Lanza;n/a;n/a;Málaga;29010;ES;n/a',
  '00107;Atelier Moreau;Claire Moreau;+33 1 55 50 01 07;claire@atelier-moreau.example ;lyon;69002;France;7 May 2015',
  '00108;Maison Tilleul;Hugo Perrin;０１ ５５ ５０ ０１ ０８;hugo@maison-tilleul.example;Lyon;69003;FR;2015-11',
  '00109;深圳市海湾酒店用品有限公司;陈立;138 0000 0109（下午）;chenli@haiwan.example;深圳;518000;中国;2020年6月1日',
  '00110;臺北木器行;林美玉;0900-000-110;meiyu@muqi.example;臺北;100;台灣;109/03/15',
  '00111;台北木器行;林美玉;0900000110;MEIYU@MUQI.EXAMPLE;台北;100;Taiwan;',
  '00112;Northgate Interiors Ltd;Tariq Shah;+44 7700 900022;tariq@northgate.example;Leeds;LS1 4AP;UK;01/07/2014',
  '00113;Harrow & Finch;Beth Harrow;020 7946 0113;beth@harrowfinch.example;london;N1 9GU;United Kingdom;13/13/2016',
  '00114;Harrow and Finch Ltd.;B. Harrow;+44 20 7946 0113;beth@harrowfinch.example;London;N1 9GU;GB;2016-12-13',
  '00115;test;test;123456;test@test.test;xxx;00000;;',
  '00116;Kupferkanne Hotel;Jonas Weil;030 5550116 Zentrale;weil@kupferkanne.example;Berlin;1067;Germany;2012',
  '00117;Möbelhaus Weil;Jonas Weil;+49 30 5550116;weil@moebelhaus-weil.example;Berlin;10115;Deutschland;2012-05-02',
  '00118;MÃ¶belhaus Krüger;Anke Krüger;+49 40 5550118;anke@krueger.example;Hamburg;20095;DE;2013-08',
  '00119;Porto Azul Hotel;Rui Tavares;+351 21 555 0119;rui@portoazul.example;Lisboa;1100-048;Portugal;31.12.2019',
  '00120;Terra Nova Pisos;Ana Prado;+55 11 5555 0120;ana@terranova@example;São Paulo;01310-100;Brasil;2018-02',
  '00121;  Lumière   Bois ;Paul Girard;+33 4 55 50 01 21;paul@lumiere-bois.example;Lille;59000;France;2021-03-04',
  '00122;上海晨光装饰;王敏;021-5550-0122转8;wangmin@chenguang.example;上海;200001;China;2018.9.9',
  '00123;上海晨光装饰工程有限公司;王敏;02155500122;wangmin@chenguang.example;上海市;200001;CN;',
  '00124;Willow Park Hotel;Sarah Dunn;none;sarah@willowpark.exmaple;Bath;BA1 1LN;England;2019-05-20',
];

/** Windows-1252 would lose the Chinese names, so it comes as a spreadsheet writes it today: UTF-8 with a mark. */
export const oldList = (): Blob => new Blob([`\uFEFF${ROWS.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
