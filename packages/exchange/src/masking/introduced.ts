/** Names of people that a title, a role, a kinship or a mailbox beside them tells to be one. Pure. */
import type { Mapped } from '../texts/mapped.ts'

const raw = String.raw
const NO_NAME = raw`(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|The|This|That|It|In|On|If|But|And|They|We|He|She|There|No|Not|All|When|After|What|Each|Both|At|For|As|An|Of|Then|Voters?|Ballots?|Elections?|County|State|Training|Handbook|Advocate|Manual|Guide|Clerk|Registrar|Attorney|Board|Safety|General|Program|Team|Report|Form|Office)\b)`
const WORD = raw`${NO_NAME}(?:\p{Lu}['’]\p{Lu}|\p{Lu})[\p{L}'’-]{0,40}\p{Ll}(?:-\p{L}{2,20})?`
const PARTICLE = raw`(?:(?:de la|de los|del|de|da|di|van der|van den|van|von|bin|al|el|la|le)[ -])`
const NAME = raw`(?:\p{Lu}\. ?){0,3}${PARTICLE}?${WORD}(?: (?:\p{Lu}\.|${PARTICLE}?${WORD})){0,3}`

const TITLE = raw`(?:(?<![\p{L}\d])(?:Mr|Mrs|Ms|Mx|Prof|Rev|Sgt|Lt|Capt|Det|Cpl|Sra|Srta)\.? |(?<!\p{Lu}[\p{L}'’-]{0,40} )(?<![\p{L}\d])(?:Dr|Hon|Sr|Dra)\. |(?<![\p{L}\d])(?:Miss|Senora?|Officer|Detective|Judge|Pastor|Professor|Reverend|Sergeant|Lieutenant) )`
const KIN = raw`(?:husband|wife|spouse|sister|brother|son|daughter|mother|father|cousin|neighbou?r|girlfriend|boyfriend|roommate|esposo|esposa|hermano|hermana|hijo|hija|vecino|vecina)`
const ROLE = raw`(?:worker|witness|observer|canvasser|volunteer|clerk|judge|watcher|lawyer|attorney|driver|suspect|victim|defendant|contractor|resident|employee|translator|deputy|registrar|recorder|commissioner|moderator|inspector|warden|supervisor|secretary|treasurer|voter|doctor|professor|officer|detective|pastor|senora?|testigo)`
const NAMED = raw`(?:,? (?:who (?:is|was) )?(?:named|called|identified as|by the name of) )`
const ANYBODY = raw`(?:man|woman|person|caller|guy|lady|student|teenager|${ROLE}|${KIN})`

const SAID_BEFORE = new RegExp(
  raw`(?=\p{Lu}|${PARTICLE})(?<=${TITLE}|(?<![\p{L}\d])(?:${KIN},? |${ROLE} |${ANYBODY}${NAMED}|[Mm]y name is ))${NAME}(?![\p{L}\d])`,
  'gu',
)
/** Initials and a last name, where no sentence begins. */
const INITIALS = new RegExp(
  raw`(?=\p{Lu})(?<=(?:(?<![\p{L}\d])(?:by|from|cc|with|against)|[,:(]) ?)(?!U\. ?[SKN]\.|D\. ?C\.|[NSEW]\. )(?:\p{Lu}\. ?){1,2}${WORD}(?![\p{L}\d])`,
  'gu',
)
/** What a mailbox is called, as mails and histories of source text write it. */
const OF_MAILBOX = /(?:\p{Lu}[\p{L}'’.-]{0,30} ){1,4}(?=<[^<>\s@]{1,64}@)/gu

/** The last name first, with an initial; and a nickname between two names. */
const WRITTEN_AS_NAME = new RegExp(
  raw`(?<![\p{L}\d])(?:${WORD}, ${WORD} \p{Lu}\.|${WORD} (?:"${WORD}"|“${WORD}”|'${WORD}') ${WORD})(?![\p{L}\d])`,
  'gu',
)

/** Names in a reading, with where they stand. */
export function* findIntroduced({ text }: Mapped): Generator<{ index: number; 0: string }> {
  for (const pattern of [SAID_BEFORE, INITIALS, WRITTEN_AS_NAME, OF_MAILBOX])
    for (const { index, 0: said } of text.matchAll(pattern)) yield { index, 0: said.trimEnd() }
}
