/** Spanish samples; people, companies and numbers are invented. */
import { samples } from './sample.ts';

export const ES = samples(`--
{p:Ana Campos Gil}
{t:Directora de Ventas}
{c:Lámparas del Puerto, S.L.}
Tel.: {ph:910 000 101} | Móvil: {mo:600 000 101}
{em:ana.campos@lamparas.example}
{u:www.lamparas.example}
--*
Un saludo,

{p:Óscar Marín}
{t:Jefe de Compras}
{c:Papelera Norte S.A.}
{a:C/ Mayor 12, 2º B, {z:28013} {y:Madrid}}
Tel. {ph:+34 910 000 102}
--
Atentamente
{p:Lucía Ríos}
{t:Gerente}
{c:Café Azul S. de R.L. de C.V.}
{a:Av. Juárez 45, Col. Centro, {z:06000} {y:Ciudad de México}}
Cel: {mo:+52 55 0000 0103}
Correo: {em:lucia@cafeazul.example}
--
{p:Tomás Vega} - {t:Director General}, {c:Herramientas Vega S.L.U.}
{em:tomas@vega.example}
--
Nombre: {p:Laura Gracia}
Empresa: {c:Azulejos Gracia}
Teléfono: {ph:930 000 104}
Dirección: {a:Calle Rosa 8, {z:08001} {y:Barcelona}}
--*
{r=contactPerson:Contacto}: {p:Enrique Calle}
Cargo: {t:Responsable de Logística}
Departamento: {d:Logística}
Correo electrónico: {em:e.calle@calle.example}
NIF: {x:B00000000}
--
¡Gracias!
--
{p:Rut Alder}
{t:Administradora}
{c:Alder e Hijos, S.A. de C.V.}
WhatsApp: {wa:+52 55 0000 0105}
--*
{p:Daniel Ochoa}, {t:Comercial}
{c:Imprenta Trébol S.L.}
m: {mo:+34 600 000 106} e: {em:dani@trebol.example} w: {u:https://trebol.example}
--
El martes hablamos de 1200 cajas, envíe la factura antes del 12/05/2026.
{p:Carla Oeste}
{em:carla@oeste.example}
--
Mi WeChat: {wx:ana_campos88}
--
WhatsApp {wa:+34 600 000 107}
--
Llámame al {mo:600 000 108} o escribe a {em:jose@acme.example}
--*
hola, soy Beni, mi nuevo móvil es {mo:600 000 109}
--
LINE: {ln:susana.line01}
Móvil: {mo:+34 600 000 110}
--
{c:Motores Oeste S.L.}<TAB>{p:Juana Colina}<TAB>{ph:910 000 111}<TAB>{em:juana@oeste.example}
--
{p:Iván Musgo}<TAB>{c:Musgo Logística S.A.}<TAB>{em:ivan@musgo.example}<TAB>{ph:910 000 112}
--*
{c:Granitos del Sur S.L.}<TAB>{p:Paula Caña}<TAB>{t:Directora Financiera}<TAB>{em:paula@granitos.example}
--
Nombre<TAB>Empresa<TAB>Correo<TAB>Teléfono
{p:Rob Linde}<TAB>{c:Panadería Linde}<TAB>{em:rob@linde.example}<TAB>{ph:910 000 113}
--
Empresa<TAB>Contacto<TAB>Cargo<TAB>Móvil<TAB>Notas
{c:Energía Mar}<TAB>{p:Nora Pinzón}<TAB>{t:Ingeniera}<TAB>{mo:600 000 114}<TAB>mejor por la mañana
{c:Solar Nueve}<TAB>{p:Max Ciervo}<TAB>{t:Comprador}<TAB>{mo:600 000 115}<TAB>
--*
Nombre y apellidos<TAB>Razón social<TAB>Email<TAB>Ciudad<TAB>Importe
{p:Wanda Parra}<TAB>{c:Cristales Parra}<TAB>{em:wanda@parra.example}<TAB>Vigo<TAB>2500
--
Cliente<TAB>Web<TAB>Fax
{c:Semillas Delta}<TAB>{u:www.semillas-delta.example}<TAB>{fx:910 000 116}
--
BEGIN:VCARD
VERSION:3.0
N:Piedra;Amelia;;;
FN:{p:Amelia Piedra}
ORG:{c:Editorial Piedra S.L.};{d:Redacción}
TITLE:{t:Editora}
TEL;TYPE=CELL:{mo:+34 600 000 117}
EMAIL;TYPE=WORK:{em:amelia@piedra.example}
END:VCARD
--
BEGIN:VCARD
VERSION:4.0
FN:{p:Leo Parque}
ORG:{c:Audio Parque}
TEL;VALUE=uri;TYPE="voice,work":tel:{ph:+34-910-000-118}
ADR;TYPE=work:{a:;;Calle Olmo 5;{y:Sevilla};;{z:41001};España}
URL:{u:https://parque.example}
END:VCARD
--*
BEGIN:VCARD
VERSION:2.1
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{p=Martín Peña:Mart=C3=ADn Pe=C3=B1a}
TEL;WORK;FAX:{fx:+34 910 000 119}
TEL;CELL:{mo:+34 600 000 119}
EMAIL;INTERNET:{em:martin@pena.example}
END:VCARD
--
BEGIN:VCARD
VERSION:3.0
FN:{p:Gregorio Saz}
TEL;TYPE=WORK,VOICE:{ph:910 000 120}
item1.EMAIL:{em:greg@saz.example}
NOTE:Lo conocí en la feria de Bilbao
END:VCARD
--
{p:Elena Precio}
{t:Directora Financiera}
{d:Departamento de Finanzas}
{c:Precio y Cía. S.A.}
{a:Avda. del Muelle, 22, {z:46001} {y:Valencia}}
Directo: {ph:+34 960 000 121}
Fax: {fx:+34 960 000 122}
--
{p:Pablo Invierno}
{t:Consultor}
Tel. {ph:910 000 123}
Este mensaje es confidencial y va dirigido solo a su destinatario.
--*
{p:Sara Luna}
{t:Responsable de Marketing}
{c:Fiordo Aventura S.L.}
Oficina: {ph:910 000 124} Móvil: {mo:600 000 124}
--
Enviado desde mi iPhone
--
Pedido 20260512-0007, total 1.250,00 EUR, a 30 días.
--
Entregar en {a:Calle Real 44, {z:15001} {y:A Coruña}} antes de mediodía.
--*
Factura 4400123, ref. 88-1200-77. Entrega el lunes a las 9:30.
--
{c:Pluma Papelería S.L.}
CIF: {x:B00000018}
{u:www.pluma.example}
--
Cliente: {c:Hoteles Ámbar}
Página web: {u:https://ambar.example/contacto}
Teléfono: {ph:910 000 125}
Fax: {fx:910 000 126}
--
Teléfono móvil: {mo:600 000 127}
Correo: {em:k.leon@example.com}
Puesto: {t:Jefa de tienda}
Nombre: {p:Karla León}
--*
Teléfono fijo: {ph:910 000 128}
Cargo: {t:Cocinero}
Dirección postal: {a:Plaza Verde 3, {z:50001} {y:Zaragoza}}
--
{p:Federico Largo}
{t:Subdirector Comercial}
{c:Software Cañón, S.A.}
{a:Paseo del Prado 50, 3º, {z:28014} {y:Madrid}}
T: {ph:+34 910 000 129}
F: {fx:+34 910 000 130}
--
{p:Gina Rosas} | {c:Comercial Rosas S.L.} | {em:gina@rosas.example} | {ph:+34 910 000 131}
--
Saludos, Al
{mo:600 000 132}
--*
{p:Víctor Haro}
{c:Hermanos Haro S.L.}
{t:Propietario}
{a:C/ Estación 17, {z:37001} {y:Salamanca}}
{em:victor@haro.example}
--
Hola, soy Laura de la panadería. WhatsApp: {wa:600 000 133}
--
wechat: {wx:wxid_lampara01}
correo: {em:uno@lampara.example}
--
Skype: lampara.uno
Teléfono: {ph:+34 910 000 134}
--
{p:Óscar Peña}<TAB>{t:Comprador}<TAB>{mo:600 000 135}<TAB>{em:oscar@pena.example}
--*
Cliente<TAB>Persona de contacto<TAB>Tel.<TAB>Dirección
{c:Jardín Hiedra}<TAB>{p:Rosa Mayo}<TAB>{ph:910 000 136}<TAB>{a:Calle Hiedra 2, {z:18001} {y:Granada}}
--
Nombre<TAB>Departamento<TAB>Puesto<TAB>WeChat
{p:Alan Ruiz}<TAB>{d:Compras}<TAB>{t:Jefe}<TAB>{wx:alanruiz2020}
--
Producto<TAB>Cantidad<TAB>Precio
Lámpara A<TAB>12<TAB>3,50
--
BEGIN:VCARD
VERSION:3.0
FN:{p:Nicolás
  Barbero}
ORG:{c:Barbero\\, Duna y Socios}
END:VCARD
--
BEGIN:VCARD
VERSION:4.0
FN:{p:Ela Hielo}
TITLE:{t:Arquitecta}
EMAIL:{em:ela@hielo.example}
X-WECHAT:{wx:elahielo1}
END:VCARD
`);
