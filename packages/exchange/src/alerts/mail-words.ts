/** The words of a mail to a defended party. Nothing in it asks for anything, and no name in it can be clicked. */

export type TellingFacts = {
  exchange: string
  origin: string
  party: string
  from: string
  /** Names that were found, with dots that do not work. */
  names: readonly string[]
  total: number
  link: string
  code: string
  exercise: boolean
}

type Words = { subject: string; text: string }

const WORDS: Record<string, (facts: TellingFacts) => Words> = {
  en: ({ exchange, origin, party, from, names, total, link, code, exercise }) => ({
    subject: `${exercise ? 'EXERCISE ' : ''}For ${party} alone: ${total === 1 ? 'a name imitates yours' : `${total} names imitate yours`}`,
    text: `${exercise ? 'This is an exercise.\n\n' : ''}To ${party}, from ${from} on ${exchange}.

${total === 1 ? 'A name on the Internet looks like yours' : `${total} names on the Internet look like yours`}:

${list(names, total, (n) => `and ${n} more, on the page below`)}

Only the names were looked at. Who registered them and for what is not known.

See what was found, and say whether it is yours and who else may know:
${link}

Is this mail genuine? Do not take our word for it. Type the address ${origin}/check yourself, or come to it by a way you know, and
enter this code: ${code}
Nobody here will ask you for a password, for money, or to install anything. The other contacts that you named got this mail too: ask them.
`,
  }),
  es: ({ exchange, origin, party, from, names, total, link, code, exercise }) => ({
    subject: `${exercise ? 'EJERCICIO ' : ''}Solo para ${party}: ${total === 1 ? 'un nombre imita al suyo' : `${total} nombres imitan a los suyos`}`,
    text: `${exercise ? 'Esto es un ejercicio.\n\n' : ''}Para ${party}, de ${from} en ${exchange}.

${total === 1 ? 'Un nombre de Internet se parece al suyo' : `${total} nombres de Internet se parecen a los suyos`}:

${list(names, total, (n) => `y ${n} más, en la página de abajo`)}

Solo se miraron los nombres. No se sabe quién los registró ni para qué.

Vea lo que se encontró y diga si es suyo y quién más puede saberlo:
${link}

¿Es auténtico este correo? No nos crea sin más. Escriba usted la dirección ${origin}/check, o llegue a ella por un camino que conozca, e
introduzca este código: ${code}
Nadie aquí le pedirá una contraseña, dinero ni que instale nada. Los otros contactos que usted indicó recibieron también este correo: pregúnteles.
`,
  }),
  fr: ({ exchange, origin, party, from, names, total, link, code, exercise }) => ({
    subject: `${exercise ? 'EXERCICE ' : ''}Pour ${party} seulement : ${total === 1 ? 'un nom imite le vôtre' : `${total} noms imitent les vôtres`}`,
    text: `${exercise ? 'Ceci est un exercice.\n\n' : ''}À ${party}, de la part de ${from} sur ${exchange}.

${total === 1 ? 'Un nom sur Internet ressemble au vôtre' : `${total} noms sur Internet ressemblent aux vôtres`} :

${list(names, total, (n) => `et ${n} autres, sur la page ci-dessous`)}

Seuls les noms ont été regardés. On ne sait ni qui les a enregistrés ni pourquoi.

Voyez ce qui a été trouvé, et dites si c’est à vous et qui d’autre peut le savoir :
${link}

Ce courriel est-il authentique ? Ne nous croyez pas sur parole. Tapez vous-même l’adresse ${origin}/check, ou allez-y par un chemin que vous
connaissez, et entrez ce code : ${code}
Personne ici ne vous demandera de mot de passe, d’argent, ni d’installer quoi que ce soit. Les autres contacts que vous avez indiqués ont reçu ce courriel aussi : demandez-leur.
`,
  }),
}

/** Names that a mail shows. */
export const MOST_NAMES = 10

function list(names: readonly string[], total: number, more: (n: number) => string): string {
  const lines = names.map((name) => `  ${name}`)
  return [...lines, ...(total > names.length ? [`  ${more(total - names.length)}`] : [])].join('\n')
}

/** In a language that there are no words of, in English. */
export function tellingWords(language: string, facts: TellingFacts): Words {
  return (WORDS[language.split('-')[0]!] ?? WORDS['en']!)(facts)
}

/** A name that no mail program makes a link of. */
export function defanged(name: string): string {
  return name.replaceAll('.', '[.]')
}
