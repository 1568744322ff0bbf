/** Ways in which a sentence asks, each a name and the forms it takes, as parts of regular expressions. */
import { DEED, GLAD, IT, NOUN_DEED, PLATFORM, THEM, THINGS, WE, YOU } from './asking-words.ts'

const raw = String.raw
/** Up to so many words between two. */
const upTo = (most: number): string => raw`(?:[\w'’-]+ ){0,${most}}?`
const NEAR = raw`[^.!?\n]{0,60}?`
const OTHERS = raw`(?:voters?|residents?|citizens?|people|readers|recipients|users|public|officials|clerks|counties|county|workers|staff|visitors|callers|targets?|victims|supporters|followers|viewers|members|students|employees|candidates)`
/** Where a question may begin. */
const ASKS_AT = raw`(?:^\W*|[,;:] ?|\b(?:so|and|but|or) )`
const FIRMS = raw`(?:compan\w+|platforms?|services?|networks?|providers?|firms?|sites|operators?)`

export const WAYS: readonly (readonly [name: string, forms: readonly string[]])[] = [
  ['command', [raw`\b(?:please|pls|plz|kindly)\b`]],
  [
    'request',
    [
      raw`\b(?:we|i|hereby|formally|respectfully|again|urgently|therefore) ${upTo(2)}request(?:ing)?\b`,
      raw`\b(?:agency|office|bureau|department|committee|commission|task force) (?:hereby |formally |respectfully |therefore |again )?(?:requests|petitions|solicits|demands|urges)\b(?! (?:from|by)\b)`,
      raw`\b(?:our|my|a formal|a kind|a small|a gentle|an urgent|the following) (?:requests?|asks?|demands?)\b(?! (?:of the|to the|for comment))`,
      raw`\b(?:our|my|a|one|the only) (?:wish|plea|hope|preference|suggestion|favou?r)\b`,
      raw`\b(?:our|my) (?:recommendation|expectation)s?\b`,
      raw`\b(?:take ?down|removal|suspension|deletion|preservation) (?:requests?|orders?)\b`,
      raw`^\W*(?:subject: |re: )?(?:urgent |formal |second |third |last |final )?(?:requests?|demands?|appeals?|reminders?) (?:to|for|that)\b`,
      raw`(?<!\b${OTHERS} )\b(?:is|are|be|was|were) (?:hereby |kindly |respectfully |politely |strongly )?(?:asked|requested|urged|encouraged|invited|advised|reminded|expected|called upon|instructed|directed|recommended) (?:to|that|for|not|as|without|before|by|within)\b`,
    ],
  ],
  [
    'directive',
    [
      raw`\b(?:asks?|asking|urg(?:es?|ing)|requests?|encourag(?:es?|ing)|invit(?:es?|ing)|advis(?:es?|ing)|begs?|implor(?:es?|ing)|petitions?|press(?:es|ing)?|call(?:s|ing)? (?:up)?on|count(?:s|ing)? on|rel(?:y|ies|ying) on|appeal(?:s|ing)? to|expect(?:s|ing)?|wants?|needs?|directs?|instructs?|orders?|reminds?|would (?:like|love|hate)|prefers?|trusts?|hopes?|recommends?|suggests?|proposes?|insists?|demands?|requires?|wish(?:es)?) (?:that |for |on |to see |to have |to get |from )?(?:all |every |each )?${YOU}\b`,
      raw`\b${YOU} (?:\w+ ){0,2}?(?:shall|should|must|ought|needs? to|ha(?:s|ve) to|had better|is to|are to|could|(?:may|might) (?:want|wish|like|care)|would do well|would be wise|will want|knows?|(?:still )?lacks?|ha(?:s|ve) yet|(?:is|are) (?:asked|expected|required|in a position|well placed|able|best placed|uniquely))\b`,
    ],
  ],
  [
    'wish',
    [
      raw`\b${WE} (?:\w+ ){0,2}?(?:(?:hope|trust|expect|wish|want|need|recommend|suggest|propose|advise|ask|urge|insist|demand|prefer|favou?r|count|rely|look)s?|hoping|trusting|expecting|asking|would(?: not)? (?:\w+ )?(?:like|love|prefer|welcome|appreciate|ask|suggest|recommend|urge|encourage|hate|want|expect|favou?r|advise|value|see)|'d (?:\w+ )?(?:like|love|prefer|welcome|appreciate|hate|rather|ask|suggest)|could (?:use|do with)|await|(?:are|am|is) (?:waiting|hoping|expecting|asking|counting|looking|confident|keen|eager|anxious|convinced)|have (?:every|full|no doubt))\b ?[^.!?;\n]{0,50}?\b(?:${THEM} (?:[\w'-]+ ){0,3}?(?:(?:to )?be|are|is|were|was|come|came|go|went|gone|gets?|got|disappear\w*|vanish\w*|down|off|offline|removed|ends?|stop\w*|taken|dealt|lower|less|does? not|don't|will|would|can|could|should)\b|${DEED}\b)`,
      raw`\b${WE} (?:assume|presume|take it|understand)s? ${NEAR}(?:will|would) (?:not )?be\b`,
      raw`\b(?:it|one|everyone|anyone|nobody|no one) (?:is|was|would|might|could|can) (?:\w+ ){0,2}?(?:hoped|wished|expected|desired|anticipated|suggested|trusted|expect|hope|think|wish|assume|like|prefer|want|interest|please|bear)\b`,
      raw`\b(?:it|that) (?:goes without saying|bears|stands to reason)\b|\bneedless to say\b`,
      raw`\b(?:look(?:s|ing)? forward|eager(?:ly)?|keen|anxious|interested|glad|happy|pleased|delighted|sorry|sad|disappointed|surprised|relieved|like|love|hate|good|great|nice|wait(?:ing)?|stand(?:ing)? by) (?:very much )?(?:to|for|in) (?:be )?(?:hear\w*|see|seeing|learn\w*|know\w*|find\w*|receiv\w+|get|getting|an? (?:reply|answer|response|update|call|word)|news|word|work\w*|discuss\w*|your|talk\w*)\b`,
      raw`\b(?:disappoint\w*|dismay\w*|frustrat\w*)\b|\b(?:regret|concern(?:ed)?|troubl\w+|puzzl\w*) (?:that|to see) (?:the |these|this|they|it)`,
      raw`\b(?:sleep|breathe|rest|feel) (?:\w+ )?(?:better|easier|easy|soundly|happier|safer|reassured)\b`,
    ],
  ],
  [
    'glad',
    [
      raw`\b(?:would|might|could|will|'d) (?:also |really |certainly |surely |all |not |only |perhaps |probably |very much |then |therefore )?(?:be (?:[\w,]+ ){0,4}?)?${GLAD}\b`,
      raw`\b(?:is|are|be|was) (?:much |greatly |highly |very much |always |warmly |deeply |sincerely |most |duly )?(?:appreciated|requested|recommended|encouraged|welcomed|most welcome)\b`,
      raw`\b(?:(?:much|greatly|highly|most) (?:appreciated|obliged)|many thanks|thanks (?:in advance|again|so much|for your|to your)|thank you|grateful (?:for|if|to)|appreciate|do(?:es|ing)? us (?:a|the) (?:favou?r|kindness)|the sooner|ideally)\b`,
      raw`\b(?:it|that|which|this) would (?:\w+ )?(?:help|go|make|mean|do|matter|count|work|reflect)\b|\bwould (?:help|interest|please)\b|\b(?:would|will|might|could) (?:\w+ ){0,2}?(?:spare|save|satisfy|suffice|do nicely|reassure|calm|suit|settle)\b`,
      raw`\bwould (?:go|come) a long way\b|\b(?:would|will) make (?:a|all the|our|life|election|things)\b|\b(?:would|will|might) do (?:us|both|everyone|all) (?:\w+ ){0,3}?good\b|\bmeans? a lot\b`,
      raw`\b(?:ideal|best|happiest|preferred|desired|right|good) (?:outcome|result|case|answer|course|solution|end|world)\b`,
    ],
  ],
  [
    'duty',
    [
      raw`\b(?:(?<!\bthat )${IT} (?:all |both |each |really |now |probably |simply |just |also |clearly |surely |certainly |still |ideally )?|${THINGS} (?:\w+ ){0,2}?)(?:should(?:n't)?|must(?:n't)?|ought|needs? (?:to|a|an|your|not)|had better|ha(?:s|ve) to|(?:cannot|can't) (?:stay|remain|wait|be allowed|go on|continue|be left)|may not (?:stay|remain)|deserves?|does? not (?:belong|deserve)|don't belong|ha(?:s|ve) no place|warrants?|merits?|calls? for|could (?:do with|use)|would (?:do well|be better|benefit)|might (?:want|need|benefit|be worth)|(?:is|are|may be) worth|(?:is|are) (?:ripe|overdue|due)|wants? (?:removing|looking|taking))\b(?! be (?:noted|said|stressed|remembered|read|seen|confused|treated as))`,
      raw`\b${NOUN_DEED} (?:(?:is|are|would be|will be|being|seems?|was|may be|might be|by \w+ is) )?(?:\w+ )?(?:requested|required|needed|appreciated|expected|welcome|recommended|advised|due|warranted|called for|in order|overdue|helpful|awaited|sought|necessary|urgent|anticipated|desired|desirable|advisable|suggested|appropriate|essential|wanted|justified)\b`,
      raw`\b(?:candidates?|fit|ripe|eligible|suitable|grounds|case|reasons?|cause|basis|time|ready|overdue|submitted|marked|slated|nominated|put forward|proposed|referred|listed) for (?:\w+ )?${NOUN_DEED}\b`,
      raw`\b(?:ought|should|has|have|needs?) to (?:happen|be done)\b|\bspell (?:it |this )?out\b|\bknows? what to do\b|\bdo (?:what|as) (?:\w+ ){0,2}?(?:necessary|right|needed|must|fit)\b`,
      raw`\b(?:all|what) (?:that )?(?:the (?:situation|case|moment|hour|matter)|it|this) (?:calls for|needs|takes|requires|demands)\b|\b(?:all|what) (?:that )?(?:is|was) (?:needed|missing|left|lacking|called for|required)\b|\ball it (?:takes|would take)\b`,
      raw`\bthe (?:fastest|best|simplest|easiest|surest|only|quickest|cleanest|safest|kindest) (?:\w+ )?(?:way|thing|course|step|fix|remedy|answer|option)\b[^.!?\n]{0,50}? (?:is|would be|remains)\b`,
      raw`\bduty of care\b|\bif only\b|\bjust saying\b`,
      raw`\b(?:once|as soon as|when|after|the moment) (?:the |these |those |they |it |this |all )${upTo(4)}(?:dealt with|resolved|gone|no longer|addressed|handled|removed|(?:is|are|come|comes) down)\b`,
      raw`\b(?:worth|bears?) (?:considering|a look|looking|asking)\b|\b(?:set|put) right\b`,
    ],
  ],
  [
    'hint',
    [
      raw`\bfya\b`,
      raw`\b(?:for|and|with) (?:your |the company's |the platform's |(?:any|all|such|whatever) )?(?:(?:prompt|immediate|urgent|appropriate|possible|further|swift|early|timely|necessary|needed|kind|careful|earliest|rapid|close|favou?rable|policy|expedited|special|priority|quick|speedy) ){0,2}(?:actions?|consideration|attention|review|follow[- ]?up|handling|decision|assessment|disposal|processing|moderation|enforcement|removal|take ?down)(?= ?(?:[.,;:!?]|$|(?:by|before|under|as|at|on|and|or|please|today|tonight|now|this|within|against|where|if|when|of (?:the|these|this|those)|in (?:line|light|accordance|view))\b))`,
      raw`\b(?:violat|breach|contraven|infring|contrary to|against|inconsistent with|incompatible with|foul of|afoul of|under|outside|covered by|fall (?:within|under)|prohibited by|forbidden by|banned by|break\w* |sit (?:well )?with|square with|line with|light of|in view of|meet|cross\w*)\w*\s+(?:of\s+)?(?:the\s+)?(?:your|the platform's|the company's|platforms?'?|company'?s?|community|its own|their own|house)\s+(?:own\s+)?(?:[\w-]+\s+){0,4}?(?:terms|rules|polic|guidelines|standards|threshold|lines?\b)`,
      raw`\b(?:posts?|pages?|accounts?|items?|videos?|clips?|channels?|adverts?|ads?|groups?|listings?|publications?|profiles?|threads?|they|these|it|this|all|both|some|many|most|\d+(?: of them)?) ${upTo(6)}(?:(?:are|is|were|was|remains?|stays?) still|still|remains?|stays?|yet to be) (?:\w+ )?(?:up|online|live|available|visible|there|active|open|public|posted|reachable|in place|standing|on your|removed|dealt)\b`,
      raw`\b(?:referrals?|tickets?|notices?|notifications?|items?|reports?|cases?|requests?|messages?|matters?|flags?|submissions?)(?: (?:number|no\.?))?(?: \d+)? ${upTo(4)}(?:pending|overdue|outstanding|unanswered|unresolved|unactioned|open for|awaits?|against a target|unread|ignored)\b`,
      raw`\b(?:circl\w* back|follow\w* up (?:on|about|with)|check\w* in (?:on|about|with|again)|chas\w+ (?:this|up)|nudg\w+|bump\w*|not (?:yet )?heard|heard nothing|where (?:things|we|matters) stand)\b`,
      raw`\b(?:wonder\w*|curious)\b|\b(?:asks?|asked|asking|told|wants?) (?:me|us) (?:to|about|for|if|whether)\b|\b(?:find out|learn|see|know|hear|check|ask|asks|asked) (?:again )?(?:whether|if|which|what|when|how|where|why) (?:${THEM}|things|matters|we|anything|something)\b${NEAR}\b(?:still|stands?|done|dealt|gone|down|removed|happened|became|becomes|got|ready|progress\w*|resolved|up|live|available)\b`,
      raw`\b(?:nobody|no one|few|none of us|not one of us|everyone|everybody|the public|voters|parents|many people) (?:here |in \w+ |would |will |might )?(?:would |will |might )?(?:mind|object|complain|miss|be sorry|shed|regret|sleep|thank|applaud|be (?:grateful|glad|relieved|happy|pleased|watching|upset|sad))\b|\bwon't be missed\b`,
    ],
  ],
  [
    'pressure',
    [
      raw`\b(?:others?|(?:all the |your )?other ${upTo(2)}${FIRMS}|(?:another|one|two|three|four|five|several|most|all|the (?:two |three )?(?:largest|biggest|other)) ${upTo(2)}(?:${FIRMS}|competitors?|peers)|your (?:\w+ )?(?:peers?|competitors?|rivals?|counterparts?)|every(?:one|body) else|the rest of (?:the|your) industry|the industry) ${upTo(4)}(?:already|has|have|did (?:so|it|the same)|(?:were|was) (?:quick|able|kind)|moved|managed)\b(?! (?:found|seen|reported|reports|told|published|known|about))${NEAR}(?:down|remov|delet|suspend|act|block|label|step|clean|lead|same|clear|quick|kind|so\b|dealt|gone|rid|cooperat|help|move|join|agreed|answered|responded)`,
      raw`\b(?:keep(?:s|ing)? ${upTo(2)}(?:track|count|tally|score|record|an eye|list|note|log|watch)|track(?:s|ing)?|tally|tak(?:e|es|ing) note|will note|note[sd]?|noting|record(?:s|ed|ing)?|measur\w+|counts?|(?:will )?watch(?:ing|es)?|rank(?:s|ed|ing)?|scor\w+|rate[sd]?|compar\w+|publish\w*|report(?:s|ed|ing)? (?:on|to)|remember\w*|interested in|see|show|know|ask(?:s|ed|ing)?(?: us)?|wonder\w*) (?:\w+ ){0,3}?(?:which (?:compan\w+|platforms?|of you|firms?)|how (?:\w+ )?(?:fast|quick\w*|soon|swift\w*|prompt\w*|long|many|seriously|well|each|every|compan\w+|platforms?|cooperative|helpful|responsive))\b`,
      raw`\b(?:keep(?:s|ing)? ${upTo(2)}(?:track|count|tally|score|record|note|log) of|track(?:s|ing)?|tak(?:es|ing) note of|note[sd]?|remember(?:s|ed)?|interested in|watch(?:ing|es)?) (?:\w+ )?who\b`,
      raw`\b(?:your|compan\w+'?s?'?|platforms?'?|providers?'?|services?'?|firms?'?|average|each|everyone's|removal|take ?down|compliance|turnaround|cooperation) ${upTo(2)}(?:times? to (?:act|respond|answer|remove)|response times?|removal times?|rates? of (?:response|action|removal)|scores?|scorecards?|rankings?|league tables?|report cards?)\b`,
      raw`\b(?:scorecards?|league tables?|rankings?|report cards?|audits?|fines?|penalt\w+|praise|awards?) ${upTo(4)}${FIRMS}\b|\b${FIRMS} with(?:out)? ${upTo(3)}(?:record|history|reputation|score)\b`,
      raw`\b(?:${FIRMS}|anyone|whoever|those|partners) (?:that|who|which) (?:have |has |had |do not |did not |will |would )?(?:acted|helped|responded|cooperated|moved|stepped|answered|complied|act(?! as)|help|respond|cooperate|comply|fail|failed|refuse|refused|drag|ignore|ignored|stood|stand)\b`,
      raw`\b(?:helpful|co-?operative|responsive|responsible|friendly|willing|forthcoming|proactive|constructive|serious|good|reliable|loyal|trusted) (?:${FIRMS}|partners?)\b|\b(?:list|record|log|tally|register|table|note|count|score) of (?:the |those |all |every )?(?:${FIRMS}|who|which|how)\b`,
      raw`\b(?:if|unless|until|so long as|as long as|in case|were|without|failing|absent|otherwise) (?:[\w',-]+ ){0,7}?(?:nothing|no action|not (?:\w+ ){0,2}?(?:removed|gone|down|taken|dealt|addressed|handled|acted|resolved|fixed)|still|stays?|remains?|continues?|persists?|(?:are|is) (?:still )?(?:up|online|live|there)|no (?:change|progress|answer|reply|response|movement)|silence|gone|removed|down|disappear\w*|vanish\w*|voluntary|cooperation|changes?|happens?|goes? away|comes? down|cleaned|quiet\w*)\b`,
      raw`^\W*should (?:nothing|no|any)\b|^\W*should ${THEM}[^.!?\n]{0,40}? (?:remain|stay|continue|persist|not|still|fail|decline|linger)\b|\b(?:if|when) (?:[\w']+ ){1,6}?(?:could|can be|were to|was to|would)\b(?! (?:open|be opened|be read|be reached))|\bcould do (?:much|more|a lot|so)\b`,
      raw`\b(?:fail(?:ure|ing|s|ed)?|refus(?:al|ing|es|ed)?|declin(?:e|ing|es|ed)|delays?|silence|inaction|reluctance) (?:to (?:respond|act|comply|remove|answer|reply|cooperate|do so|take|address|help)|on (?:your|the company|the platform)|(?:will|would) be|is (?:noted|recorded|an answer))\b`,
      raw`\b(?:shareholders?|regulators?|journalists?|reporters?|lawmakers?|legislators?|senators?|advertisers?|the (?:press|public|committee|attorney general|governor|minister|court|board)) (?:\w+ ){0,2}?(?:may|might|could|will|would|(?:is|are) bound to) (?:\w+ )?(?:ask|wonder|notice|want|take|look|be (?:told|watching|interested|informed)|draw|see|question|inquire|find)\b`,
      raw`\bconsequences (?:for|will|would|may|might|could|follow)\b|\b(?:will|would|may|might|could) (?:be|have|face) (?:\w+ )?consequences\b|\bhold\w* (?:\w+ ){0,2}?(?:accountable|responsible|to account)\b|\bgo(?:ne)? unnoticed\b|\b(?:not be forgotten|be remembered|explain (?:to|why|before|itself|yourself)|reflects? (?:well|poorly|badly)|looks? (?:good|bad|poor|awkward)|on the wrong side|responsib(?:le|ility) (?:to act|lies|falls|of the (?:compan|platform))|good (?:corporate )?(?:citizens?|partners?|neighbou?rs?)|true partners?|(?:its|their) (?:own )?part\b|right thing)\b`,
      raw`\b(?:regulat\w+|legislat\w+|antitrust|licen[cs]es?|exemptions?|contracts?|immunity|subpoena) ${upTo(5)}(?:may|might|could|would|can|always|renewal|up for|at stake|under review|depends?)\b|\b(?:one way or (?:the other|another)|other (?:means|tools|options|ways|avenues|channels) (?:are|exist|remain|at|to|of)|before (?:it|this|things) (?:gets?|becomes?|goes)|make (?:it|this|that|them|these|our lives|life|things) (?:go away|easier|disappear))\b`,
    ],
  ],
  [
    'question',
    [
      raw`${ASKS_AT}(?:any|anything|anyone|anybody|possible|thoughts|ok to|okay to|chance|what kind of|who would|who else)\b[^?\n]{0,200}\?`,
      raw`${ASKS_AT}(?:can|could|would|will|won't|wouldn't|couldn't|can't|shall|should|shouldn't|might|may|is there|are there|isn't|aren't|has|have|haven't|hasn't|do|does|don't|doesn't|did|didn't|are|is|was|were|why|when|how|who|what|where|which)\b[^?\n]{0,100}\b(?:you|your|yours|we|us|our|${IT}|${PLATFORM}|the (?:accounts?|posts?|pages?|videos?|clips?|channels?|groups?|links?|adverts?|ads?|items?|list|referrals?|tickets?|notices?))\b[^?\n]{0,100}\?`,
    ],
  ],
  [
    'contact',
    [
      raw`\b(?:let (?:us|me) know|keep (?:us|me) |get(?:ting)? back to (?:us|me)|report(?:s|ing)? back|hear(?:s|ing)? back|hear(?:ing)? from (?:you|the company|the platform|each|all|both)|come back to us|word from you|at (?:your|the) earliest|as soon as (?:possible|you can|practicable)|a\.?s\.?a\.?p|without delay)\b`,
      raw`\ba (?:quick|short|brief|prompt) (?:call|chat|word|reply|answer|response|confirmation|note|line|update|look)\b|\b(?:a|another|some) (?:chat|call|meeting|talk|conversation|coffee|visit) (?:next|this|tomorrow|today|tonight|on|before|at|with|would|could|about|soon)\b`,
      raw`\b(?:reach (?:us|me|our|the desk|out)|call (?:us|me|our desk)|our (?:door|line|phone|desk|lines) (?:is|are) (?:always )?open|available (?:to|for) (?:discuss|a call|talk)|await\w* (?:your|a|an|the|confirmation|word|news)|rsvp|ball is in|over to|in (?:your|the company's|the platform's) (?:hands|court|power|gift))\b`,
      raw`\b(?:time is (?:short|running|of the)|of the essence|every (?:hour|minute|day) (?:counts|matters|they|it)|(?:cannot|can't) wait|no time to (?:lose|waste)|(?:top|high(?:est)?) priority|urgent(?:ly)? (?:matter|attention|action|need|request|:))\b`,
    ],
  ],
  [
    'address',
    [
      raw`\b(?:you|your|yours|yourself|yourselves|u r)\b`,
      raw`\b${PLATFORM}'s (?:help|cooperation|support|attention|goodwill|discretion)\b`,
    ],
  ],
]
