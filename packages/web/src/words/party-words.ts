import type { MayKnow, PartyAnswer } from '@tocsin/api'
import type { Language } from './language.ts'

/** What a defended party reads of names that imitate its own, and answers: by the link of a mail, and signed in. */
const en = {
  title: 'Names that look like yours',
  loading: 'Opening what was found',
  to: 'For',
  from: 'From',
  sent: 'Sent',
  found: (n: number) =>
    n === 1
      ? 'One name was found that looks like yours.'
      : `${n} names were found that look like yours.`,
  onlyNames:
    'Only the names were looked at. Who registered them, and for what, is not known. Do not open them: [.] stands for a dot, so that nobody does by accident.',
  notAll: (shown: number, total: number) =>
    `The ${shown} surest of ${total} are shown. Ask the sender for the others.`,
  looksLike: 'looks like',
  marked: 'Marked letters are not what they look like:',
  encoded: 'As machines write it:',
  techniques: {
    'suffix-swap': 'Your whole name under another ending',
    homograph: 'Letters of other scripts that look the same',
    homoglyph: 'Letters that look the same to the eye',
    hyphenation: 'Dashes put in or left out',
    'sub-domain': 'Your whole name in front of a stranger’s',
    'shared-hosting': 'Your whole name at a shared host',
    'joined-words': 'Your name with other words around it',
    'rearranged-place': 'Called as an election office would be',
    keyword: 'Holds a word that you asked for',
    omission: 'A letter left out',
    insertion: 'A letter put in',
    repetition: 'A letter doubled',
    replacement: 'A letter changed',
    transposition: 'Two letters exchanged',
    'vowel-swap': 'A vowel changed',
  } as Record<string, string>,
  differs: 'Underlined: what differs from yours.',
  firstSeen: 'First seen',
  isYours: 'Is it yours?',
  answers: {
    ours: 'It is ours',
    'not-ours': 'It is not ours',
    known: 'Not ours, and we knew',
  } as Record<PartyAnswer, string>,
  oursText: 'Then whoever found it tells nobody else, and it is not made public.',
  oursSend: 'Yes, it is ours',
  addName: 'Add it to our names, so that nobody is told of it again. Another person looks first.',
  whoElse: 'Who else may be told?',
  nobodyUntil: (time: string) => `Nobody until ${time}`,
  nobodyYet: 'Nobody before our time is over',
  nobodyMore: (time: string) => `Nobody from us (others may be told since ${time})`,
  members: 'Other members, at once',
  whoElseHint:
    'This binds whoever found it here, who may then tell other members under the rules of the exchange. Where it is sealed, not before the seal ends; then it becomes public. What others find by themselves is not held back.',
  say: 'Say more, or ask for help',
  help: 'We ask for help, in confidence',
  words: 'Your words',
  sayHint: (from: string) =>
    `Only ${from} and your own organisation see this. The public record binds to your words without showing them.`,
  sameForAll: (n: number) =>
    n === 1
      ? 'The same for the other name that waits'
      : `The same for the ${n} other names that wait`,
  said: 'Your answer was taken.',
  saidOf: (done: number, all: number) =>
    `${done} of ${all} answers were taken; the others still wait.`,
  answered: 'Your answer',
  mayKnow: {
    nobody: 'Nobody else for now',
    members: 'Other members may be told',
  } as Record<MayKnow, string>,
  wantsHelp: 'You asked for help.',
  change: 'Change the answer',
  back: 'Back',
  othersNever: 'Nobody else is told, for you call it yours.',
  othersFrom: (time: string) => `Others may be told from ${time}.`,
  othersSince: (time: string) => `Others may be told since ${time}.`,
  othersOpen: 'Others may not be told yet.',
  checkTitle: 'Is this genuine?',
  checkText: 'Do not take the word of this page for it. Check it by another way:',
  checkSteps: (address: string, from: string, party: string): string[] => [
    `Type the address of the exchange yourself, as you have it on file, and open its page /check. Here it would be ${address}.`,
    `Enter the code below. It must name ${from}, ${party} and the time at which this was sent.`,
    'Ask the other contacts whom your organisation named, if there are any: each was sent a mail too.',
  ],
  never: 'Nobody here asks you for a password, for money, or to install anything.',
  unknown: 'This link does not work',
  unknownText:
    'It may have been cut when it was copied, or the watch for your names has ended. Open it from the mail again.',
  failed: 'This could not be opened',
  failedText: 'Your connection may be weak. Nothing was lost.',
  again: 'Try again',
  codeCheck: 'Check a code',
  exercise: 'EXERCISE EXERCISE EXERCISE: this is practice, nothing in it is real',
}
export type PartyWords = typeof en

const es: PartyWords = {
  title: 'Nombres que se parecen al suyo',
  loading: 'Abriendo lo que se encontró',
  to: 'Para',
  from: 'De',
  sent: 'Enviado',
  found: (n) =>
    n === 1
      ? 'Se encontró un nombre que se parece al suyo.'
      : `Se encontraron ${n} nombres que se parecen al suyo.`,
  onlyNames:
    'Solo se miraron los nombres. No se sabe quién los registró ni para qué. No los abra: [.] está en lugar de un punto, para que nadie lo haga por descuido.',
  notAll: (shown, total) =>
    `Se muestran los ${shown} más seguros de ${total}. Pida los demás al remitente.`,
  looksLike: 'se parece a',
  marked: 'Las letras marcadas no son lo que parecen:',
  encoded: 'Como lo escriben las máquinas:',
  techniques: {
    'suffix-swap': 'Su nombre entero con otra terminación',
    homograph: 'Letras de otras escrituras que parecen iguales',
    homoglyph: 'Letras que parecen iguales a la vista',
    hyphenation: 'Guiones puestos o quitados',
    'sub-domain': 'Su nombre entero delante de uno ajeno',
    'shared-hosting': 'Su nombre entero en un alojamiento compartido',
    'joined-words': 'Su nombre con otras palabras alrededor',
    'rearranged-place': 'Llamado como se llamaría una oficina electoral',
    keyword: 'Contiene una palabra que usted pidió',
    omission: 'Falta una letra',
    insertion: 'Sobra una letra',
    repetition: 'Una letra doblada',
    replacement: 'Una letra cambiada',
    transposition: 'Dos letras intercambiadas',
    'vowel-swap': 'Una vocal cambiada',
  },
  differs: 'Subrayado: lo que difiere del suyo.',
  firstSeen: 'Visto por primera vez',
  isYours: '¿Es suyo?',
  answers: {
    ours: 'Es nuestro',
    'not-ours': 'No es nuestro',
    known: 'No es nuestro, y lo sabíamos',
  },
  oursText: 'Entonces quien lo encontró no avisa a nadie más, y no se hace público.',
  oursSend: 'Sí, es nuestro',
  addName:
    'Añadirlo a nuestros nombres, para que no se avise de él otra vez. Antes lo mira otra persona.',
  whoElse: '¿A quién más se puede avisar?',
  nobodyUntil: (time) => `A nadie hasta el ${time}`,
  nobodyYet: 'A nadie antes de que acabe nuestro plazo',
  nobodyMore: (time) => `A nadie de nuestra parte (se puede avisar a otros desde el ${time})`,
  members: 'A otros miembros, ya',
  whoElseHint:
    'Esto obliga a quien lo encontró aquí, que puede entonces avisar a otros miembros según las reglas de la red. Si está sellado, no antes de que acabe el sello; entonces se hace público. Lo que otros encuentren por su cuenta no se retiene.',
  say: 'Decir más o pedir ayuda',
  help: 'Pedimos ayuda, en confianza',
  words: 'Sus palabras',
  sayHint: (from) =>
    `Solo lo ven ${from} y su propia organización. El registro público queda ligado a sus palabras sin mostrarlas.`,
  sameForAll: (n) =>
    n === 1
      ? 'Lo mismo para el otro nombre que espera'
      : `Lo mismo para los otros ${n} nombres que esperan`,
  said: 'Recibimos su respuesta.',
  saidOf: (done, all) => `Se recibieron ${done} de ${all} respuestas; las demás aún esperan.`,
  answered: 'Su respuesta',
  mayKnow: {
    nobody: 'A nadie más por ahora',
    members: 'Se puede avisar a otros miembros',
  },
  wantsHelp: 'Usted pidió ayuda.',
  change: 'Cambiar la respuesta',
  back: 'Volver',
  othersNever: 'No se avisa a nadie más, porque usted dice que es suyo.',
  othersFrom: (time) => `Se puede avisar a otros a partir del ${time}.`,
  othersSince: (time) => `Se puede avisar a otros desde el ${time}.`,
  othersOpen: 'Todavía no se puede avisar a otros.',
  checkTitle: '¿Es auténtico?',
  checkText: 'No se fíe de esta página sin más. Compruébelo por otro camino:',
  checkSteps: (address, from, party) => [
    `Escriba usted la dirección de la red, como la tiene anotada, y abra su página /check. Aquí sería ${address}.`,
    `Introduzca el código de abajo. Debe nombrar a ${from}, a ${party} y la hora en que esto se envió.`,
    'Pregunte a los otros contactos que su organización indicó, si los hay: a cada uno se le envió también un correo.',
  ],
  never: 'Nadie aquí le pide una contraseña, dinero ni que instale nada.',
  unknown: 'Este enlace no funciona',
  unknownText:
    'Puede que se cortara al copiarlo, o que la vigilancia de sus nombres haya terminado. Ábralo otra vez desde el correo.',
  failed: 'No se pudo abrir',
  failedText: 'Puede que su conexión sea débil. No se perdió nada.',
  again: 'Intentar de nuevo',
  codeCheck: 'Comprobar un código',
  exercise: 'SIMULACRO SIMULACRO SIMULACRO: es una práctica, nada de esto es real',
}

const fr: PartyWords = {
  title: 'Des noms qui ressemblent au vôtre',
  loading: 'Ouverture de ce qui a été trouvé',
  to: 'Pour',
  from: 'De',
  sent: 'Envoyé',
  found: (n) =>
    n === 1
      ? 'Un nom qui ressemble au vôtre a été trouvé.'
      : `${n} noms qui ressemblent au vôtre ont été trouvés.`,
  onlyNames:
    'Seuls les noms ont été regardés. On ne sait ni qui les a enregistrés ni pourquoi. Ne les ouvrez pas : [.] remplace un point, pour que personne ne le fasse par mégarde.',
  notAll: (shown, total) =>
    `Les ${shown} plus sûrs sur ${total} sont montrés. Demandez les autres à l’expéditeur.`,
  looksLike: 'ressemble à',
  marked: 'Les lettres marquées ne sont pas ce qu’elles semblent :',
  encoded: 'Comme les machines l’écrivent :',
  techniques: {
    'suffix-swap': 'Votre nom entier avec une autre terminaison',
    homograph: 'Des lettres d’autres écritures qui se ressemblent',
    homoglyph: 'Des lettres qui se ressemblent à l’œil',
    hyphenation: 'Des traits d’union ajoutés ou ôtés',
    'sub-domain': 'Votre nom entier devant celui d’un inconnu',
    'shared-hosting': 'Votre nom entier chez un hébergeur partagé',
    'joined-words': 'Votre nom avec d’autres mots autour',
    'rearranged-place': 'Nommé comme le serait un bureau électoral',
    keyword: 'Contient un mot que vous avez demandé',
    omission: 'Une lettre omise',
    insertion: 'Une lettre ajoutée',
    repetition: 'Une lettre doublée',
    replacement: 'Une lettre changée',
    transposition: 'Deux lettres échangées',
    'vowel-swap': 'Une voyelle changée',
  },
  differs: 'Souligné : ce qui diffère du vôtre.',
  firstSeen: 'Vu pour la première fois',
  isYours: 'Est-ce à vous ?',
  answers: {
    ours: 'C’est à nous',
    'not-ours': 'Ce n’est pas à nous',
    known: 'Pas à nous, et nous le savions',
  },
  oursText:
    'Alors celui qui l’a trouvé n’avertit personne d’autre, et cela n’est pas rendu public.',
  oursSend: 'Oui, c’est à nous',
  addName:
    'L’ajouter à nos noms, pour que personne n’en soit plus averti. Une autre personne regarde d’abord.',
  whoElse: 'Qui d’autre peut être averti ?',
  nobodyUntil: (time) => `Personne avant le ${time}`,
  nobodyYet: 'Personne avant la fin de notre délai',
  nobodyMore: (time) => `Personne de notre part (d’autres peuvent être avertis depuis le ${time})`,
  members: 'D’autres membres, tout de suite',
  whoElseHint:
    'Cela lie celui qui l’a trouvé ici, qui peut alors avertir d’autres membres selon les règles du réseau. Si c’est scellé, pas avant la fin du scellé ; cela devient alors public. Ce que d’autres trouvent d’eux-mêmes n’est pas retenu.',
  say: 'En dire plus, ou demander de l’aide',
  help: 'Nous demandons de l’aide, en confidence',
  words: 'Vos mots',
  sayHint: (from) =>
    `Seuls ${from} et votre propre organisation le voient. Le registre public est lié à vos mots sans les montrer.`,
  sameForAll: (n) =>
    n === 1
      ? 'De même pour l’autre nom qui attend'
      : `De même pour les ${n} autres noms qui attendent`,
  said: 'Votre réponse a été prise.',
  saidOf: (done, all) =>
    `${done} réponses sur ${all} ont été prises ; les autres attendent encore.`,
  answered: 'Votre réponse',
  mayKnow: {
    nobody: 'Personne d’autre pour l’instant',
    members: 'D’autres membres peuvent être avertis',
  },
  wantsHelp: 'Vous avez demandé de l’aide.',
  change: 'Changer la réponse',
  back: 'Retour',
  othersNever: 'Personne d’autre n’est averti, puisque vous dites que c’est à vous.',
  othersFrom: (time) => `D’autres peuvent être avertis à partir du ${time}.`,
  othersSince: (time) => `D’autres peuvent être avertis depuis le ${time}.`,
  othersOpen: 'D’autres ne peuvent pas encore être avertis.',
  checkTitle: 'Est-ce authentique ?',
  checkText: 'Ne croyez pas cette page sur parole. Vérifiez par un autre chemin :',
  checkSteps: (address, from, party) => [
    `Tapez vous-même l’adresse du réseau, telle que vous l’avez notée, et ouvrez sa page /check. Ici, ce serait ${address}.`,
    `Entrez le code ci-dessous. Il doit nommer ${from}, ${party} et l’heure de l’envoi.`,
    'Demandez aux autres contacts que votre organisation a indiqués, s’il y en a : un courriel a été envoyé à chacun.',
  ],
  never: 'Personne ici ne vous demande de mot de passe, d’argent, ni d’installer quoi que ce soit.',
  unknown: 'Ce lien ne fonctionne pas',
  unknownText:
    'Il a peut-être été coupé en le copiant, ou la veille de vos noms a pris fin. Rouvrez-le depuis le courriel.',
  failed: 'Ouverture impossible',
  failedText: 'Votre connexion est peut-être faible. Rien n’a été perdu.',
  again: 'Réessayer',
  codeCheck: 'Vérifier un code',
  exercise: 'EXERCICE EXERCICE EXERCICE : ceci est un entraînement, rien n’y est réel',
}

export const PARTY_WORDS: Record<Language, PartyWords> = { en, es, fr }
