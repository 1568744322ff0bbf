import type { NamedWords } from './words-en.ts'

export const es: NamedWords = {
  title: '¿Se le nombró a usted?',
  intro:
    'Aquí varias organizaciones comparten lo que saben de amenazas a las elecciones. Esas listas pueden equivocarse. Quien pueda figurar en una puede preguntar, sin cuenta, y recibe una declaración firmada de cuántos conjuntos lo nombran y cuántos se retiraron. De los conjuntos mismos, de quién son y quién los tiene no se dice nada a nadie.',
  ask: 'Preguntar',
  kind: 'Por qué dato se le puede nombrar',
  kinds: {
    email: 'Una dirección de correo',
    domain: 'Un dominio',
    account: 'Una cuenta de una plataforma',
    name: 'Un nombre',
  },
  value: {
    email: 'La dirección de correo',
    domain: 'El dominio',
    account: 'El nombre de la cuenta, o su número',
    name: 'El nombre tal como se escribe',
  },
  hint: {
    email:
      'Se le envía un enlace, tres veces al día como máximo, pregunte quien pregunte. Solo quien lee ese buzón puede tener la respuesta.',
    domain:
      'Usted pone un código en sus registros DNS. También se buscan los nombres por debajo de él, pero no los buzones.',
    account:
      'Usted publica un código donde todos vean que la cuenta es suya, y una persona de este sistema lo mira. Ninguna máquina puede saberlo.',
    name: 'Una persona de este sistema decide si está probado que el nombre es suyo. Otras personas pueden llevarlo, y lo hallado puede tratar de ellas.',
  },
  platform: 'Plataforma',
  otherPlatform: 'Otra',
  send: 'Preguntar',
  mailed: (address) =>
    `Si en un día no fueron más de dos correos a ${address}, uno está en camino. Abra su enlace en los próximos 7 días; puede tardar unos minutos. Aquí no se muestra nada más, para que nadie pregunte por otra persona.`,
  page: 'Su pregunta',
  keep: 'Guarde la dirección de esta página: solo con ella puede volver. Quien la tiene, tiene la respuesta.',
  state: 'Estado',
  states: {
    asked: 'Aún no probado',
    proven: 'Probado; la respuesta se está elaborando',
    answered: 'Respondido',
    'not-proven': 'No probado: una persona del sistema no vio que sea suyo',
    lapsed: 'Terminó sin respuesta',
  },
  about: 'Sobre',
  askedAt: 'Preguntado',
  proveUntil: 'Se puede probar hasta',
  keptUntil: 'Se guarda hasta',
  provenAt: 'Probado',
  proofs: {
    mail: 'por el enlace de un correo',
    dns: 'por un registro del dominio',
    person: 'según lo vio una persona del sistema',
  },
  confirmText:
    'Usted vino por un enlace enviado a esta dirección. Si preguntó, o quiere saberlo ahora, confirme; si no, cierre la página y la pregunta se borrará.',
  confirm: 'Es mía: respóndanme',
  recordText: 'Añada un registro TXT con este nombre y este valor, y pida que se compruebe.',
  recordName: 'Nombre del registro',
  recordValue: 'Valor',
  copy: 'Copiar',
  copied: 'Copiado',
  check: 'Comprobar el registro ahora',
  postText:
    'Publique este código donde todos vean que la cuenta es suya, por ejemplo en su perfil, y escriba aquí dónde mirar. Nadie de este sistema le pedirá una contraseña.',
  postTextName:
    'Escriba aquí cómo puede ver una persona de este sistema que el nombre es suyo, por ejemplo la dirección de una página oficial que muestre el código de abajo. No envíe copias de documentos por esta página.',
  code: 'Código',
  where: 'Dónde mirar',
  tell: 'Pedir que una persona mire',
  told: 'Una persona de este sistema mirará allí. No se promete cuándo; después del día indicado la pregunta se borra.',
  reason: 'Lo que escribió',
  shownFrom: 'La respuesta se muestra desde',
  waits: 'Toda respuesta tarda lo mismo, diga lo que diga. La página vuelve a preguntar sola.',
  answer: 'La respuesta',
  asOf: 'A fecha de',
  position: (entries) => `${entries} ${entries === 1 ? 'entrada' : 'entradas'} en el registro`,
  sentence: ({ standing, senderKinds, withdrawn, corrected, ended }) =>
    [
      standing === 0
        ? 'Ningún conjunto del que se pueda informar le nombra ahora.'
        : `Le nombran ahora ${standing} ${standing === 1 ? 'conjunto' : 'conjuntos'} de ${senderKinds} ${senderKinds === 1 ? 'clase' : 'clases'} de miembros.`,
      withdrawn + corrected + ended === 0
        ? 'Ninguno del que se pueda informar le nombró antes.'
        : `Le nombraron antes: retirados, ${withdrawn}; corregidos desde entonces, ${corrected}; terminados, ${ended}.`,
    ].join(' '),
  holdsBack:
    'Si hay otros de los que aún no se puede informar no se ve aquí: dice lo mismo si los hay y si no los hay.',
  save: 'Guardar la declaración firmada',
  verify: 'Se comprueba sin este sistema y sin red:',
  erase: 'Borrar todo esto',
  eraseTitle: '¿Borrar lo que preguntó y lo que se respondió?',
  eraseText:
    'Guarde antes la declaración si quiere conservarla: sigue siendo válida. Queda en el registro que alguien preguntó, pero no sobre qué.',
  eraseAct: 'Borrar',
  leave: 'Dejarlo',
  erased:
    'Lo preguntado y lo respondido está borrado. Queda en el registro que alguien preguntó, y no sobre qué.',
  anew: 'Preguntar de nuevo',
  rules: 'Qué se dice, y cuándo',
  ruleList: [
    'Un conjunto cuenta 180 días después de compartirse, o 30 días después de retirarse o corregirse si entretanto nada que siguiera en pie nombraba lo mismo. Hasta entonces la respuesta es igual que si no hubiera ninguno: un aviso que aún actúa no debe llegar a aquellos de quienes avisa.',
    'Lo que contó una vez cuenta en toda respuesta posterior. Un conjunto nuevo no cambia ninguna respuesta antes de que pasen sus propios 180 días.',
    'Toda respuesta se muestra diez minutos después de la prueba, diga lo que diga y tarde lo que tarde en hallarse.',
    'Las reglas son públicas y cada una tiene su nombre: named-after-time, named-once-withdrawn, named-not-proven.',
  ],
  limits: 'Lo que ninguna declaración prueba',
  limitList: [
    'Que haya algo en contra de quien nombra: un identificador puede estar citado, imitado o avisado.',
    'Que no quede copia fuera de este sistema, ni que no la hubiera antes.',
    'Nada sobre personas ocultas bajo un seudónimo, partes selladas de divulgaciones conjuntas, imágenes y archivos, ni otras formas de escribir lo mismo.',
    'Nada sobre avisos, casos, reuniones e informes: cuentan los conjuntos que los miembros compartieron, y nada más.',
    'Nada sobre lo que se borró aquí, ni sobre lo que otros comparten y nunca llegó aquí.',
    'Que un nombre sea solo suyo, ni que quien tiene una declaración sea la persona de la que trata.',
  ],
  kept: 'Qué se guarda de usted',
  keptText:
    'Lo que pregunta, hasta que la respuesta lleve 30 días a la vista, o 7 días si nada se prueba, o hasta que usted lo borre. El registro público conserva que alguien preguntó, y cuándo. Quienes operan el sistema ven que hay preguntas y cómo están; sobre qué son lo ven solo de cuentas y nombres, mientras deben mirar.',
}
