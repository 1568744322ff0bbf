/**
 * Neutral words for made-up posts, handles and addresses. No person, party, place or outlet is
 * named; every address ends in `.example` (RFC 2606).
 */
const split = (words: string): string[] => words.split(' ')

export const NOUNS = split(
  'harbor bridge library garden market river station orchard lantern meadow museum tower bakery canyon ferry valley kitchen theater school stadium village island forest window mountain railway beach fountain cinema workshop compass barn pasture lighthouse pier quarry avenue greenhouse clinic playground chapel terrace reservoir depot mill wharf gallery arcade nursery plaza trail cabin creek summit prairie lagoon glacier delta cove ridge dune marsh grove hollow',
)
export const ADJECTIVES = split(
  'amber quiet early crowded bright narrow hidden northern silver gentle wooden busy distant golden shady familiar windy patient frozen curious copper lively modest ancient velvet hollow rapid mellow rustic sunny tidy plain fresh steady calm broad crisp dusty humble jolly keen lucid mossy noble polite regal sturdy tender vivid warm',
)
export const VERBS = split(
  'opens closes moves grows returns shrinks reopens celebrates welcomes repairs expands replaces measures counts paints gathers explores visits rebuilds studies plans funds delays improves tests compares reviews explains records prepares hosts protects maps samples restores connects honors checks sorts lists',
)
export const OPENERS = split(
  'today tonight finally apparently again still maybe honestly yesterday meanwhile soon surely sadly gladly oddly mostly briefly locally suddenly rarely',
)
export const TAILS = split(
  'nearby downtown upstream outdoors together overnight uphill indoors everywhere offline onstage ashore midweek weekly twice already anyway forever slowly carefully',
)
export const SUBJECTS = split(
  'crew council team choir league coop club board staff neighbor volunteer teacher grower baker rower driver farmer nurse builder painter sailor hiker singer reader gardener engineer student visitor voter poll-worker clerk',
)

/** Words of the Spanish sentences, in the same order of parts. */
export const SPANISH = {
  subjects: split(
    'vecinos maestros equipo coro liga consejo club junta panaderos remeros agricultores pintores lectores jardineros estudiantes visitantes',
  ),
  verbs: split(
    'abre cierra mueve crece regresa celebra repara amplía mide cuenta reúne explora visita estudia prueba compara explica prepara protege conecta',
  ),
  nouns: split(
    'puerto puente biblioteca jardín mercado río estación huerto faro pradera museo torre panadería valle cocina teatro escuela estadio pueblo isla bosque ventana montaña playa fuente',
  ),
  adjectives: split(
    'tranquilo temprano brillante estrecho escondido plateado suave lejano dorado familiar frío curioso alegre modesto antiguo rápido soleado fresco firme amplio',
  ),
} as const
