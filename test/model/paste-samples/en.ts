/** English samples; people, companies and numbers are invented. */
import { samples } from './sample.ts';

export const EN = samples(`--
{p:Anna Field}
{t:Sales Director}
{c:Harbour Lamps Ltd}
T {ph:+44 20 7946 0101}  M {mo:+44 7700 900101}
{em:anna.field@harbour-lamps.example}
{u:www.harbour-lamps.example}
--*
Best wishes,

{p:Owen Marsh}
{t:Purchasing Manager} | {c:Northgate Paper Inc.}
Tel: {ph:(202) 555-0143} | Fax: {fx:(202) 555-0144}
{a:120 Maple Street, {y:Springfield}, IL {z:62701}}
--
Kind regards
{p:Priya Nair}
{t:Head of Procurement}
{c:Blue Kettle Foods PLC}
{a:14 Mill Lane, {y:Leeds} {z:LS1 4AB}}
Mobile: {mo:07700 900123}
Email: {em:priya@bluekettle.example}
--
{p:Tom Baker} - {t:CEO}, {c:Orchard Tools LLC}
{em:tom@orchard.example}
--
Name: {p:Lucy Grant}
Company: {c:Grant Tiles}
Phone: {ph:020 7946 0155}
Address: {a:8 Rose Court, {y:Bath} {z:BA1 2CD}}
--*
{r=contactPerson:Contact}: {p:Henry Cole}
Title: {t:Operations Manager}
Department: {d:Logistics}
Email: {em:h.cole@cole.example}
VAT No: {x:GB000000000}
--
Thanks!
{p:Mia}
--
{p:Ruth Adler}
{t:Managing Director}
{c:Adler & Sons GmbH}
WhatsApp: {wa:+49 151 00000001}
--*
{p:Dan O'Brien}, {t:Account Manager}
{c:Shamrock Print Ltd}
m: {mo:+353 85 000 0001} e: {em:dan@shamrock.example} w: {u:https://shamrock.example}
--
On Tuesday we spoke about 1200 boxes, please send the invoice by 12/05/2026.
{p:Carla West}
{em:carla@west.example}
--
My WeChat ID: {wx:amy_stone88}
--
WhatsApp {wa:+1 202-555-0111}
--
Call me at {ph:(202) 555-0182} or write to {em:joe@acme.example}
--*
hi it's Ben, my new mobile is {mo:07700 900555}
--
LINE ID: {ln:susan.line01}
Mobile: {mo:+44 7700 900222}
--
{c:Westfield Motors Ltd}<TAB>{p:Jane Hill}<TAB>{ph:020 7946 0201}<TAB>{em:jane@westfield.example}
--
{p:Ian Moss}<TAB>{c:Moss Logistics Inc}<TAB>{em:ian@moss.example}<TAB>{ph:(202) 555-0190}
--*
{c:Granite Works LLC}<TAB>{p:Paula Reed}<TAB>{t:Finance Director}<TAB>{em:paula@granite.example}
--
Name<TAB>Company<TAB>Email<TAB>Phone
{p:Rob Lane}<TAB>{c:Lane Bakery}<TAB>{em:rob@lane.example}<TAB>{ph:020 7946 0303}
--
Company<TAB>Contact<TAB>Job title<TAB>Mobile<TAB>Notes
{c:Tidal Energy}<TAB>{p:Nora Finch}<TAB>{t:Engineer}<TAB>{mo:07700 900333}<TAB>prefers mornings
{c:Solar Nine}<TAB>{p:Max Hart}<TAB>{t:Buyer}<TAB>{mo:07700 900334}<TAB>
--*
Full name<TAB>Organisation<TAB>E-mail<TAB>City<TAB>Amount
{p:Wendy Parr}<TAB>{c:Parr Glass}<TAB>{em:wendy@parr.example}<TAB>Hull<TAB>2500
--
Account<TAB>Website<TAB>Fax
{c:Delta Seeds}<TAB>{u:www.delta-seeds.example}<TAB>{fx:020 7946 0404}
--
BEGIN:VCARD
VERSION:3.0
N:Stone;Amy;;;
FN:{p:Amy Stone}
ORG:{c:Stone Press Ltd};{d:Editorial}
TITLE:{t:Editor}
TEL;TYPE=CELL:{mo:+44 7700 900444}
EMAIL;TYPE=WORK:{em:amy@stone.example}
END:VCARD
--
BEGIN:VCARD
VERSION:4.0
FN:{p:Leo Park}
ORG:{c:Park Audio}
TEL;VALUE=uri;TYPE="voice,work":tel:{ph:+1-202-555-0121}
ADR;TYPE=work:{a:;;5 Elm Road;{y:Austin};TX;{z:73301};USA}
URL:{u:https://park.example}
END:VCARD
--*
BEGIN:VCARD
VERSION:2.1
N:Wood;Tina
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{p=Tina Wood:Tina=20Wood}
TEL;WORK;FAX:{fx:+44 20 7946 0505}
TEL;CELL:{mo:+44 7700 900505}
EMAIL;INTERNET:{em:tina@wood.example}
END:VCARD
--
BEGIN:VCARD
VERSION:3.0
FN:{p:Greg Shaw}
TEL;TYPE=WORK,VOICE:{ph:020 7946 0606}
item1.EMAIL:{em:greg@shaw.example}
NOTE:Met at the fair in Bristol
END:VCARD
--
{p:Helen Price}
{t:Chief Financial Officer}
{d:Finance Department}
{c:Price & Co. Ltd.}
{a:Unit 4, 22 Dock Road, {y:Bristol}, {z:BS1 6XY}}
Direct: {ph:+44 117 496 0101}
Fax: {fx:+44 117 496 0102}
--
{p:Dr. Paul Winter}
{t:Consultant}
Tel. {ph:020 7946 0707}
This email is confidential and intended for the named recipient only.
--*
{p:Sara Lund}
{t:Marketing Manager}
{c:Fjord Outdoor Inc.}
Office: {ph:(202) 555-0166} Cell: {mo:(202) 555-0167}
--
Sent from my iPhone
--
Order 20260512-0007, total 1,250.00 USD, due 30 days.
--
Please deliver to {a:44 King Street, {y:Manchester} {z:M1 2AB}} before noon.
--*
Invoice 4400123, ref 88-1200-77. Delivery Monday 9:30.
--
{c:Quill Stationery Ltd}
Registered in England No. 00000000
VAT number: {x:GB 000 0000 00}
{u:quill.example}
--
Customer: {c:Amber Hotels}
Website: {u:https://amber.example/contact}
Telephone: {ph:020 7946 0808}
Fax: {fx:020 7946 0809}
--
Mobile phone: {mo:07700 900808}
E-mail: {em:k.lee@example.com}
Position: {t:Store manager}
Name: {p:Kim Lee}
--*
Telephone: {ph:01632 960101}
Job title: {t:Chef}
Postal address: {a:3 The Green, {y:York} {z:YO1 7HH}}
--
{p:Fred Long}
{t:Vice President, Sales}
{c:Canyon Software, Inc.}
{a:500 Market Street, Suite 210, {y:Denver}, CO {z:80202}}
O: {ph:+1 303 555 0100}
F: {fx:+1 303 555 0101}
--
{p:Gina Rossi} | {c:Rossi Trading Co., Ltd.} | {em:gina@rossi.example} | {ph:+44 20 7946 0909}
--
Cheers, Al
{mo:07700 900909}
--*
{p:Victor Hale}
{c:Hale Brothers Limited}
{t:Owner}
{a:17 Station Road, {y:Cambridge} {z:CB1 2JW}}
{em:victor@hale.example}
--
Hi, this is Laura from the bakery. WhatsApp: {wa:07700 900910}
--
wechat: {wx:wxid_lamp001}
email: {em:lamp@one.example}
--
Skype: lamp.one
Phone: {ph:+1 (202) 555-0199}
--
{p:Oscar Penn}<TAB>{t:Buyer}<TAB>{mo:07700 900911}<TAB>{em:oscar@penn.example}
--*
Customer<TAB>Contact person<TAB>Tel<TAB>Address
{c:Ivy Garden Centre}<TAB>{p:Rose May}<TAB>{ph:020 7946 0911}<TAB>{a:2 Ivy Way, {y:Kent} {z:ME1 1AA}}
--
Name<TAB>Dept<TAB>Position<TAB>WeChat
{p:Alan Wu}<TAB>{d:Purchasing}<TAB>{t:Manager}<TAB>{wx:alanwu2020}
--
Product<TAB>Qty<TAB>Price
Lamp A<TAB>12<TAB>3.50
--
BEGIN:VCARD
VERSION:3.0
FN:{p:Nick
  Barlow}
ORG:{c:Barlow\\, Dunn and Partners}
END:VCARD
--
BEGIN:VCARD
VERSION:4.0
FN:{p:Ella Frost}
TITLE:{t:Architect}
EMAIL:{em:ella@frost.example}
X-WECHAT:{wx:ellafrost1}
END:VCARD
`);
