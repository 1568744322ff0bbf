/** Plain words for each code, in Spanish. */
import type { WordsOf } from './judgement.ts'

export const SPANISH: WordsOf = {
  verdicts: {
    known: 'Aquí se conoce como dañino o falso. No lo use.',
    imitates: 'Un nombre en él imita a otro. No lo use hasta haber llamado.',
    danger: 'Algo en él está hecho para engañar. No lo use hasta haber llamado.',
    caution: 'Algunas cosas en él no son como deberían. Llame antes de usarlo.',
    'nothing-known': 'Aquí no se sabe nada en su contra. Eso no prueba que sea seguro.',
  },
  first: {
    'do-not-click': 'No pulse ningún enlace ni copie ninguno en un navegador.',
    'do-not-open': 'No abra ningún archivo que haya llegado con él.',
    'do-not-answer': 'No lo conteste ni llame a ningún número que aparezca en él.',
    'call-known-number': '¿Tiene dudas? Llame al remitente a un número que ya tenía. {contact}',
    'if-clicked':
      'Si alguien pulsó un enlace o escribió una contraseña: dígalo ahora, cambie la contraseña desde otro equipo y deje el equipo encendido.',
    report: 'Guarde el correo. Repórtelo, para que se avise a otros.',
  },
  findings: {
    known: 'Ya se le avisó de {value}: «{title}».',
    indicator: '{value} está en una lista de cosas dañinas ({source}).',
    alert: 'Usted tiene un aviso sobre el nombre {name}: imita un nombre suyo.',
    'imitates-own': '{name} imita su nombre {target}. No es suyo.',
    'imitates-other': '{name} imita el nombre {target}.',
    'no-from': 'No dice quién lo escribió.',
    'several-from':
      'Nombra a varios remitentes ({addresses}). Los programas de correo muestran uno de ellos.',
    'name-shows-address':
      'El nombre del remitente dice «{name}», pero el correo viene de {address}.',
    'says-own-name':
      'El remitente se llama «{name}», que es su nombre, pero escribe desde {address}.',
    'reply-differs': 'Una respuesta no iría a {from} sino a {address}.',
    'own-server-pass': 'Su propio servidor de correo comprobó que viene realmente de {domain}.',
    'own-server-fail': 'Su propio servidor de correo comprobó que no viene de {domain}, como dice.',
    'own-server-spf':
      'Su propio servidor de correo comprobó que lo envió una máquina que {domain} no nombra como suya.',
    'spf-passes':
      'A día de hoy {domain} nombra como suya la máquina que lo envió. Eso no prueba quién lo escribió.',
    'spf-fails':
      'A día de hoy {domain}, adonde vuelve, no nombra como suya la máquina que lo envió. El reenvío también causa eso.',
    'spf-unknown': 'No se pudo comprobar de nuevo si la máquina que lo envió puede hacerlo.',
    'own-server-silent': 'Su propio servidor de correo no anotó si el remitente es real.',
    'no-own-server':
      'Ninguna línea de su camino fue escrita por un servidor conocido como suyo, así que no se puede confiar en ellas.',
    'policy-unmet':
      '{domain} pide a otros que rechacen correos que nada prueba, y ninguna firma prueba este.',
    unsigned: 'No lleva firma, así que nada muestra que esté como se envió.',
    'not-checked-again':
      'Lleva una firma que no se pudo comprobar de nuevo: para eso hay que preguntar a Internet, y nadie lo ha permitido.',
    'signed-in-part': '{domain} firmó solo una parte. Detrás se añadió algo, o se pudo añadir.',
    'signed-by-sender':
      '{domain}, de donde dice venir, lo firmó, y nada de lo firmado cambió. Esa cuenta puede estar aun así en malas manos.',
    'signed-by-other': 'Lo firmó {domain}, que no es de donde dice venir.',
    'signature-broken':
      'Una firma de {domain} no encaja: se cambió en el camino o es falsa. Las listas y algunas formas de reenviar también cambian los correos.',
    'signature-unasked':
      'Una firma de {domain} no se pudo comprobar de nuevo: su clave no se pudo obtener ahora.',
    'signature-expired':
      'Una firma de {domain} encaja, pero está vencida. Los correos viejos se ven así.',
    'chain-not-checked':
      'Lleva sellos de servidores que lo reenviaron (ARC), que no se pudieron comprobar de nuevo: para eso hay que preguntar a Internet, y nadie lo ha permitido.',
    'chain-unasked':
      'No se pudieron comprobar de nuevo todos los sellos de los servidores que lo reenviaron (ARC): una clave no se pudo obtener en este momento.',
    'chain-holds':
      'Calculado de nuevo: su cadena de sellos (ARC, {count}) es válida. Está como lo pasó {domain}, y nadie ha cambiado desde entonces lo que dicen los sellos. Eso no muestra quién lo escribió.',
    'chain-changed-before':
      'Calculado de nuevo: fue cambiado entre servidores que lo sellaron ({count} de sus firmas ya no encajan). Las listas lo hacen.',
    'chain-misshapen':
      'Sus sellos de servidores (ARC) no forman una cadena, así que no se puede confiar en nada de ellos.',
    'chain-said-failed':
      'El último servidor que lo selló, {domain}, dice él mismo que la cadena anterior no era válida.',
    'chain-changed':
      'Calculado de nuevo: no está como lo pasó {domain}, el último servidor que lo selló (ARC): fue cambiado después, o el sello es falso.',
    'chain-broken':
      'Calculado de nuevo: la cadena de sellos (ARC) no es válida en el paso {step}: una de sus líneas fue cambiada o es falsa.',
    'chain-claims':
      'Solo una línea de {domain} afirma (sello {step}): {claims}. Que nadie cambió esa línea se calculó de nuevo; si es cierto no, y depende de la confianza en {domain}.',
    'chain-claims-unproven':
      'Solo una línea que nombra a {domain} afirma (sello {step}): {claims}. Nada muestra que {domain} la escribiera.',
    'signature-unusable':
      'Una firma que nombra a {domain} no prueba nada: no hay una clave buena para ella.',
    'really-own':
      'Viene realmente de su propia dirección {address}, hasta donde se puede comprobar.',
    'own-unproven': 'Dice venir de su propia dirección {address}, y nada lo prueba.',
    'link-unread': 'Un enlace no se puede leer: {why}.',
    unwrapped: 'Un enlace pasa por {by} y lleva a {host}.',
    'user-in-link':
      'Un enlace parece llevar a {shown}, pero eso es solo un nombre antes de una @. Lleva a {host}.',
    'odd-port': 'Un enlace a {host} usa una puerta poco común ({port}).',
    'cannot-unwrap':
      'Un enlace pasa por {by} ({host}). No se puede saber adónde lleva sin preguntar allí, y eso no se hace.',
    'leads-on': 'Un enlace a {host} lleva dentro otra dirección, {to}, y puede llevar allí.',
    'own-host': 'Un enlace lleva a {host}, que es suyo.',
    'common-host':
      'Un enlace lleva a {host}. Todo el mundo lo usa, así que el nombre no dice quién hizo la página.',
    runs: 'Un enlace no lleva a ninguna parte sino que ejecutaría algo ({scheme}).',
    'odd-scheme': 'Un enlace abre un programa y no una página ({scheme}).',
    'shown-differs': 'Un enlace muestra {shown} y lleva a {host}.',
    'number-host': 'Un enlace lleva a un número ({host}) y no a un nombre.',
    'mixed-letters':
      'El nombre {seen} mezcla letras de dos alfabetos para parecerse a otro. En realidad es {host}.',
    'foreign-letters':
      'El nombre {seen} tiene letras que no son las del inglés. En realidad es {host}.',
    'file-two-endings': 'El archivo «{file}» tiene dos terminaciones. Solo cuenta la última.',
    'file-turned-name':
      'El nombre del archivo «{file}» está invertido para ocultar su terminación.',
    'file-other-than-named': 'El archivo «{file}» no es del tipo que dice su nombre.',
    'file-macros': 'El archivo «{file}» puede ejecutar algo cuando se abre.',
    'file-runs': 'El archivo «{file}» se ejecutaría en el equipo que lo abra.',
    'file-locked':
      'El archivo «{file}» está cerrado con una contraseña, para que nada pueda mirar dentro.',
    'file-packed':
      'El archivo «{file}» está comprimido. No se abrió, así que no se sabe qué contiene.',
    'file-page':
      'El archivo «{file}» es una página web. Tales archivos suelen pedir una contraseña.',
    turned: 'Contiene marcas que nadie ve y que hacen que unas palabras parezcan otras ({count}).',
    'asks-password': 'Pide una contraseña.',
    form: 'Contiene un formulario que envía lo que se escribe.',
    script: 'Contiene un programa en sus palabras.',
    'headers-lost':
      'Se reenvió dentro del texto, de «{from}». Se perdió quién lo envió de verdad y por dónde vino: reenvíelo como archivo adjunto para que se mire.',
    'no-headers': 'Solo se miraron palabras y enlaces: de ellos no se sabe quién los envió.',
    'left-pictures':
      'No se miró dentro de las imágenes ({count}). Un código en una imagen (QR) no se leyó.',
    'left-archives': 'Los archivos comprimidos no se abrieron ({count}).',
    'left-links': 'No se miraron los enlaces después de los primeros 500 ({count}).',
    'left-mails': 'No se miraron todos los correos dentro de correos (faltan {count}).',
    'left-files': 'No se miraron los archivos después de los primeros 100 ({count}).',
    'left-text': 'Es tan largo que no se leyó su final.',
    'left-way': 'No se leyeron las líneas de su camino después de las primeras 60 ({count}).',
    'left-tags': 'Algunas partes eran demasiado largas para leerlas ({count}).',
  },
}
