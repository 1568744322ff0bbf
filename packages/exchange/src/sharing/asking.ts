/**
 * Does a sentence ask whoever reads it to act? English, by how it is made rather than by what it names:
 *
 *   command    begins with a verb of command, or says please
 *   address    speaks to the reader, save in forms that only tell
 *   wish       would be good, appreciated, hoped, expected, looked forward to
 *   duty       the things named should, must, need to, or what is done to them is due, asked for
 *   hint       the reader's terms, action or consideration; what others did already; who answers how soon; what else would follow
 *   question   about what became of the things
 *
 * A phrase that says nothing is asked is taken out before, and so is what somebody else is quoted with. It errs towards
 * finding: the writer can reword. Its rates on a written corpus: `npm run bench -- asking`. Cost: linear in the text; every
 * repetition is bounded.
 */
import { WAYS } from './asking-ways.ts'
import { COMMAND, WE } from './asking-words.ts'
import { beginningOf } from '../texts/beginning.ts'

const LONGEST = 24

/** Forms that tell the reader something and ask for nothing. */
const TELLING = [
  String.raw`for (?:your|their) (?:own )?(?:information|awareness|records)(?: only| alone)?`,
  String.raw`(?:asks?|asking|asked|requests?|requested|demands?|expects?|wants?|suggests?|recommends?)(?: (?:you|of you))? (?:for |to do )?nothing(?: (?:of|from) (?:you|anybody|anyone|any company|any platform|its readers?))?`,
  String.raw`(?:asks?|asking|requests?|wants?) (?:you |of you |any company |any platform |anybody |anyone )?(?:for )?no (?:action|answer|reply|response)(?: of you| from you)?`,
  String.raw`(?:no|without any) (?:action|answers?|repl(?:y|ies)|response|steps?|feedback|acknowledg\w+)(?: or (?:action|answer|reply|response))? (?:is|are|was|being )?\s?(?:requested|required|needed|expected|asked for|asked|sought|due|necessary|wanted)?(?: of you| from you| by us)?`,
  String.raw`(?:nothing|none) (?:in (?:this|it) |here |of (?:this|it) )?(?:is|was|has been|need be)? ?(?:asked|requested|expected|required|wanted|to be read as a request|follows)(?: (?:of|from) (?:you|anyone|anybody))?`,
  String.raw`(?:this|it|none of (?:this|it)|nothing (?:here|in (?:this|it))) (?:message |note |notice |list )?(?:is|was|should be (?:read|taken|understood) as|is to be (?:read|taken|understood) as) (?:not )?(?:a|an|any|no) (?:request|recommendation|demand|instruction|order|suggestion)(?:s)?(?: (?:to|for|of) \w+)?`,
  String.raw`(?:do|does|did|is|are|was|were|will|can|may|must|should|would)(?: not|n't) (?:ask|asking|request|requesting|expect|expecting|want|seek|seeking|suggest|suggesting|require|requiring|recommend|recommending|propose|proposing|tell|telling)(?: (?:that )?(?:you|anything|any)(?: (?:to|of|for|from) \w+)?(?: \w+)?)?`,
  String.raw`(?:what|whatever|whether|how|if|when)(?: and (?:whether|how|when|if))? (?:or (?:whether|how) )?(?:anything|something|you|each (?:company|platform)|a (?:company|platform)|the (?:company|platform)|any (?:company|platform)|platforms|companies) (?:is |are )?(?:do|does|done|decide|make|made|choose|look|act|use|think|read|take)\w*[^.!?;]{0,60}? (?:is|are|remains?|stays?|rests?)(?: \w+){0,2} (?:yours|your own|up to|for (?:you|it|them)|with (?:you|it|them)|its own|their own|its|theirs?)(?: alone| to decide| decision| matter| affair| business| choice)?(?: under (?:your|its|their) own (?:rules|policies|terms))?`,
  String.raw`(?:that|this|it|the (?:decision|choice|judg\w+)|any decision)[^.!?;]{0,30}? (?:is|are|remains?|stays?|rests?)(?: \w+){0,2} (?:yours|up to you|for you|with you)(?: alone| to (?:decide|make|judge))?`,
  String.raw`you (?:are|remain) (?:entirely |wholly )?free to (?:use|keep|read|ignore|disregard|discard|decide|choose|judge|differ|doubt|do (?:as you|what you|nothing))(?: (?:it|this|whether|how|what|for yourselves?|otherwise|like|please|think fit|wish))*`,
  String.raw`you (?:need not|do not (?:need|have) to|are (?:not|under no|in no way) (?:asked|obliged|expected|required|bound|obligation))(?: to)?(?: (?:act|answer|reply|respond|do|say|tell|report|keep|read|use|anything|us|on it|on this|with it|it|this|what|you|do|did|of|so))*`,
  String.raw`(?:yours?|you) alone`,
  String.raw`(?:under|by) your own (?:rules|policies|terms|judg\w+)`,
  String.raw`(?:told|sent|gave|given|wrote|informed|shared|shown|showed|warned|notified|reported|described|passed|tell|send|inform|notify|give) (?:it |this |these |that )?(?:to )?you(?: (?:about|of|on|in|at|earlier|before|last|that|as|under))?(?! (?:to|should|must|can))`,
  String.raw`(?:sent|given|told|shown|reported|known|available|passed on) to you`,
  String.raw`you (?:have |had |will )?(?:already )?(?:received|got|held|hold|saw|were (?:sent|told|given|shown)|been (?:sent|told|given|shown)|receive|be (?:sent|told|given)|have (?:it|them|this|these) (?:already|under))(?! (?:to|and))`,
  String.raw`reached you`,
  String.raw`makes? no requests?`,
  String.raw`nothing in (?:this|it|these|what follows)[^.!?;,]{0,20} (?:is|are) (?:meant|intended|designed|supposed) to [^.!?;]{0,100}`,
  String.raw`(?:rumou?r|claim|hoax|story|allegation|myth|falsehood) that [^.!?;,]{0,80}`,
  String.raw`(?:is|are) neither \w+ nor \w+`,
  String.raw`(?:will|shall|do|does) not (?:follow up|come back|ask|call|chase|contact|check)[^.!?;,]{0,60}`,
  String.raw`(?:bars?|barred|forbids?|forbidden|prohibits?|prohibited|may not|must not|cannot|never|rules out|refrains from)[^.!?;]{0,40}? (?:ask|asking|request|requesting|urge|urging|demand|demanding|recommend|recommending)\b[^.!?;,]{0,80}`,
  String.raw`as you (?:may |will )?(?:already )?know`,
]
const TOLD = compile(String.raw`(?:${TELLING.join('|')})(?![\w'])`, 'gi')

/** What somebody else is quoted with, behind a word that says so. */
const QUOTED =
  /(?<=\b(?:say(?:s|ing)?|said|tells?|told|reads?|reading|wrote|writes|titled|entitled|called|captioned|headed|headline|text|slogan|words?|phrase|caption|button|subject(?: line)?|message|banner|sign|form|title|hashtag|claims?|claimed|asks?|asked|demands?|demanded|instruct(?:s|ed)?|labelled|marked|named|page|link|post|posts|mail|note|ad|with|or|and)\b[^"“”«»\n]{0,40})["“«„][^"“”«»„\n]{1,200}["”»“]|["“«„][^"“”«»„\n]{1,200}["”»“](?=,? (?:(?:the|a|an|one|its|their) (?:[\w'-]{1,24} ){1,3}?)?(?:was|is|were|are|reads?|read|said|says|appears?|appeared|stood|ran)\b)/giu

/** Characters of a sentence before a quote in which its speaker stands, and the sender as that speaker. */
const BEFORE_QUOTE = 80
const OWN = compile(String.raw`\b${WE}\b`)

/** What may stand before a verb of command: greetings, and what joins sentences. */
const OPENING =
  /^\W*(?:(?:so|then|and|but|also|now|still|however|nevertheless|even so|that said|having said that|all the same|again|subject|re|first|next|finally|otherwise|if (?:possible|so|not|needed)|when (?:possible|ready|done)|in (?:that|this) case|for now|until then|meanwhile|instead|just|simply|at least|hi(?: all| team)?|hello|dear \w+|team|folks|all|action|urgent|note|nb|ps|one ask|ask|(?:our )?request|reminder)\b[,:]? ?(?:- )?){0,3}/i
const COMMANDED = compile(String.raw`^\W*(?:\(?[a-z0-9]{1,3}[).:] ?)?${COMMAND}(?![\w-])`)

const ASKING = WAYS.map(([, forms]) => compile(forms.join('|')))

/** No word is longer than `LONGEST`, so that a text that is one long word is read once. */
function compile(form: string, flags = 'i'): RegExp {
  const bounded = form.replace(
    /(\\w|\[\\w[^\]]*\])([+*])/g,
    (_, sign: string, many: string) => `${sign}{${many === '+' ? 1 : 0},${LONGEST}}`,
  )
  return new RegExp(bounded, flags)
}

/** The words by which a text asks, as a short quotation, or nothing; `text` in plain letters. */
export function findAsking(text: string): string | undefined {
  for (const sentence of toSentences(withoutQuoted(text))) {
    // What is left before and after a form that only tells is read as sentences of their own, and as one.
    const told = sentence.replace(TOLD, '…').replace(/\s+/g, ' ').trim()
    for (const left of new Set([told, ...told.split('…')])) {
      const asking = matchWay(left)
      if (asking !== undefined) return asking
    }
  }
  const run = text.match(RUN_TOGETHER)?.find((one) => ASKS_IN_RUN.test(one))
  return run && beginningOf(run, 100)
}

/** Takes out what others are quoted with; what the sender quotes of its own is a sentence like any other. */
function withoutQuoted(text: string): string {
  return text.replace(QUOTED, (quoted, at: number) => {
    const before = text.slice(Math.max(0, at - BEFORE_QUOTE), at)
    return OWN.test(before.split(/[.!?\n]/).at(-1)!) ? `. ${quoted} ` : '"…"'
  })
}

function matchWay(sentence: string): string | undefined {
  const command = COMMANDED.exec(sentence) ?? COMMANDED.exec(sentence.replace(OPENING, ''))
  if (command) return command[0].trim()
  for (const form of ASKING) {
    const match = form.exec(sentence)
    if (match) return beginningOf(match[0].trim(), 100)
  }
  return undefined
}

/** Words run together, that ask all the same. */
const RUN_TOGETHER = /\p{L}{18,}/gu
const ASKS_IN_RUN =
  /please|remov|take(?:it|this|them|these)?down|comedown|delet|suspend|askyou|closethe|thankyou|request|should|must/i

/** Sentences and items of lists, each with its mark of the end. */
function toSentences(text: string): string[] {
  return text.split(
    /(?<=[.!?;])\s+|\n+|(?<=\w)\s+[-–—]\s+|(?<!\b(?:say|says|said|tell|tells|told|read|reads|reading|text|titled|asks|asked|demands|words|slogan|caption|subject|claims|message|posts?|wrote|writes)\s?):\s+/i,
  )
}
