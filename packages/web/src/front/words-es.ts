import type { FrontWords } from './words-en.ts'

export const es: FrontWords = {
  desk: 'Su escritorio',
  signIn: 'Entrar',
  lead: 'Quienes defienden una elección usan esta red para decirse lo que encuentran, para avisar a los funcionarios responsables de cada lugar y para llevar un registro que cualquiera puede comprobar.',
  faults: 'No se pudo leer parte de lo que dice esta página:',
  again: 'Intentar de nuevo',
  doTitle: 'Lo que puede hacer sin cuenta',
  tell: {
    title: 'Informar de algo sobre la votación',
    text: 'Diga lo que vio: datos falsos sobre cómo votar, un engaño, una amenaza. Los informes van a',
    off: 'Esta red no recibe informes del público. Llame a su oficina electoral',
    offAsk: ' o pregunte a quien lleva esta red:',
    unknown: 'No se pudo leer si aquí se reciben informes.',
  },
  named: {
    title: '¿Se le nombró?',
    text: 'Pregunte si está en algo que los miembros compartieron aquí. La respuesta va firmada.',
  },
  record: {
    title: 'Comprobar un documento',
    text: 'Un recibo u otro archivo de prueba se comprueba en su navegador.',
  },
  caller: {
    title: 'Comprobar una llamada o un correo',
    text: '¿Alguien llamó o escribió y dice que es de aquí? Escriba su código.',
  },
  bulletins: {
    title: 'Avisos públicos',
    text: 'Lo que se dijo a los funcionarios y todos pueden leer. Cada uno está también como alerta CAP 1.2.',
  },
  register: {
    title: 'Mensajes oficiales',
    text: 'Lo que los organismos del gobierno dijeron a plataformas y campañas: quién, cuándo, de qué clase y, más tarde, las palabras.',
  },
  disclosures: {
    title: 'Divulgaciones conjuntas',
    text: 'Lo que los miembros publicaron juntos, con los datos y su prueba.',
  },
  defended: {
    title: 'Entidades protegidas',
    text: 'Para cuántas entidades y oficinas de cada clase se buscan nombres falsos.',
  },
  feed: 'Canal (Atom)',
  runTitle: 'Quién la lleva',
  facts: {
    name: 'La lleva',
    mail: 'Correo',
    phone: 'Teléfono',
    postal: 'Dirección postal',
    page: 'Su propia página',
    origin: 'Dirección de esta red',
  },
  notSet: 'no indicado',
  notSetHint:
    'Lo que no está indicado, quien lleva esta red no lo ha dicho. Cualquiera puede copiar una página: un nombre aquí no prueba nada por sí solo. Compare la dirección, y la clave de abajo, con lo que obtuvo por otro medio.',
  elsewhere:
    'Esta página vino de otra dirección que la que la red dice tener. No confíe en ella hasta saber por qué. Vino de',
  mayTitle: 'Lo que puede hacer',
  may: [
    'Buscar comportamientos: cuentas que actúan a la vez, nombres que imitan a otros, correos que engañan.',
    'Pasar lo que un miembro encontró a los miembros que sus reglas admiten. Antes de enviarlo se muestra quién lo recibe.',
    'Avisar al funcionario responsable de un lugar y preguntar al siguiente contacto si el primero no responde.',
    'Dejar una línea de cada acto en un registro que cualquiera puede comprobar.',
  ],
  mayNotTitle: 'Lo que no puede hacer',
  mayNot: [
    'Ningún organismo del gobierno da órdenes a una plataforma o campaña. Puede decir lo que sabe y no pide nada; lo que ellas hagan no tienen que decírselo.',
    'No toma partido. Se buscan comportamientos e infraestructura, nunca una opinión.',
    'No quita ninguna publicación ni cuenta. Cada miembro decide por sí mismo.',
    'No declara nada verdadero. Un documento prueba qué se dijo, y cuándo según el reloj de la red.',
  ],
  limits:
    'Un programa hace cumplir estas reglas hasta donde puede leer palabras; una petición bien escondida puede pasar. Por eso una segunda persona mira cada mensaje del gobierno a plataformas y campañas, y lo enviado se lee en Mensajes oficiales.',
  rules: 'Las reglas vigentes, para máquinas (JSON)',
  logTitle: 'El registro, su cabeza y su clave',
  logText:
    'Cada acto deja una línea. Lo que se dijo lo tienen solo sus destinatarios. La cabeza más nueva firma todas las líneas anteriores.',
  logAll: 'Todas las líneas',
  entries: 'Líneas bajo esta cabeza',
  root: 'Raíz del árbol',
  signature: 'Firma',
  headGood: 'Comprobado ahora mismo en su navegador: la clave de abajo firmó esta cabeza.',
  headNone: 'Todavía no se firmó nada.',
  headBad:
    'Esta cabeza no corresponde a la clave de abajo. No confíe en este registro hasta saber por qué.',
  headUnread: 'No se pudo leer la cabeza, así que no se comprobó.',
  insecure:
    'Sin comprobar: los navegadores solo comprueban firmas en páginas con dirección segura (https). Use la orden de abajo.',
  witnesses: 'Testigos independientes',
  noWitness:
    'Ninguno firmó esta cabeza. Solo quien guarde una cabeza anterior puede saber si el registro se reescribió.',
  otherLines:
    'líneas de firma de otras claves están debajo. Esta página no conoce esas claves, así que no las comprobó:',
  key: 'Clave',
  copy: 'Copiar',
  copied: 'Copiada',
  offline: 'Compruébelo sin nosotros',
  offlineText:
    'Estas órdenes comprueban un documento sin red, y el registro entero por sus archivos. Tome la clave de alguien de confianza, no solo de esta página. Una cabeza anterior que usted guardó muestra que nada de antes se cambió.',
  checkIntro:
    'Suelte aquí un recibo u otro archivo de prueba, elíjalo o pegue su texto. Se comprueba en su navegador y no se envía a nadie. Con solo el número de un asiento se comprueba su línea en el registro público.',
  file: 'Elegir un archivo',
  chosen: 'Elegido:',
  drop: 'archivo',
  paste: 'O pegue su texto',
  number: 'Número del asiento, si lo tiene',
  keyField: 'Clave con que se comprueba',
  keyHint:
    'La puso esta página. Para no confiar en nadie, ponga una clave obtenida por otro medio.',
  check: 'Comprobar',
  nothing: 'Primero dé un archivo, su texto o un número.',
  badNumber: 'El número de un asiento es un número entero, como 12.',
  large: 'Este archivo es demasiado grande. Un documento tiene como mucho 8 MiB.',
  unreadable: 'No se pudo leer el archivo. Elíjalo de nuevo.',
  genuine: 'Es auténtico.',
  notGenuine: 'No prueba nada.',
  forms: {
    receipt: 'Un recibo de un acto',
    packet: 'Un paquete de varios actos, sobre',
    answer: 'La prueba de una respuesta',
    opening: 'Una decisión que se abrió',
    named: 'Una declaración a quien tiene este identificador',
  },
  lineGenuine: 'El registro tiene esta línea.',
  noLine: 'El registro no tiene ese asiento. Su cabeza más nueva cubre tantas líneas:',
  otherNumber: 'El número que dio no es el de este documento:',
  shows: 'Lo que muestra',
  more: 'actos más de este paquete no se muestran aquí; todos se comprobaron. Véalos con',
  didCheck: 'Lo que se comprobó',
  didNot: 'Lo que no se comprobó',
  checked: {
    record: 'En su navegador: que el documento está en un árbol cuya cabeza firmó esta clave.',
    key: 'En su navegador: que la firma corresponde a la clave dada arriba.',
    number: 'Que el documento tiene el número que usted dio.',
    inLog:
      'Con el registro público de esta red, ahora mismo: que la misma línea está con el mismo número bajo su cabeza más nueva.',
    line: 'En su navegador, por los archivos del registro público: que la línea está con este número bajo la cabeza más nueva, que firmó la clave.',
    witnesses: 'Testigos cuyas claves dio usted y que firmaron:',
  },
  unchecked: {
    time: 'Si la hora es cierta. Es la que dio la red.',
    truth: 'Si lo que se declara es verdad.',
    key: 'Si la clave es la de esta red: la puso esta misma página.',
    witness: 'Si el registro se reescribió alguna vez: no firmó ningún testigo independiente.',
    lines: 'Líneas de firma de claves que no se dieron:',
    said: 'Lo que se dijo: el registro público no lo contiene. Quien participó tiene un recibo.',
    sealed: 'Lo que se dijo: el documento va unido a una declaración que se guarda aparte.',
    packet: 'Si consta algo más sobre lo mismo.',
    named:
      'Si quien tiene el archivo es a quien corresponde el identificador, y qué se compartió después.',
    inLogMany: 'Si las líneas siguen en el registro público: no se pregunta por más de 100 actos.',
    inLog: 'Si la línea sigue en el registro público: ahora mismo no se pudo leer.',
    otherLog:
      'Si la línea sigue en su registro público: el documento es de otro registro que el de esta red.',
  },
  changedLog:
    'El registro público de esta red muestra otra línea con este número que el documento. Uno de los dos se cambió. Guarde el documento y dígaselo a quien lleva esta red.',
  shownLogUnfit: 'El registro público de esta red no cuadra:',
  foot: 'Tocsin es software libre. Esta página no pone ninguna cookie ni carga nada de fuera.',
}
