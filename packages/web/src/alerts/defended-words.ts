import type { PartyKind } from '@tocsin/api'
import type { Language } from '../words/language.ts'

/** What anybody reads of defended parties. */
const en = {
  title: 'Defended parties',
  intro:
    'Campaigns, parties, offices and others whose names are watched for here. Who they are is not public; how many, and the rules that hold for every one of them, are.',
  counts: 'How many',
  kind: 'Kind',
  count: 'Watched for',
  none: 'Nobody is defended here yet',
  kinds: {
    campaign: 'Campaigns',
    party: 'Political parties',
    'think-tank': 'Think tanks and foundations',
    vendor: 'Vendors of election systems',
    office: 'Election offices',
    'news-desk': 'News desks',
    other: 'Others',
  } as Record<PartyKind, string>,
  rules: 'The same rules for every kind',
  ruleList: [
    'Nobody enters a party alone: a second person lets it stand or refuses it with a reason.',
    'What imitates a name is found by one measure for all; the party itself chooses from which score it is told at once.',
    'Each find is on record in the public log before anybody is told.',
    'The party is told first. Whoever found a name may tell others once the party says so, or once the time that it chose, seven days at most, is over; never what the party calls its own. What somebody finds by itself, without this watch, is not held back.',
    'A find can be sealed, for 180 days at a time: then nobody but the party is told until the end, and then everybody, unless the party calls the name its own.',
    'A body of government or a campaign looks for names that imitate its own, and for nobody else’s.',
    'A party can end the watch at any time, unless a legal hold stands; whom to tell is then forgotten, and what was found and not told may be shared.',
  ],
  seals: 'Seals that were opened',
  sealsText:
    'What was sealed, with the basis that was stated. The proof shows that it stood in the log before the seal ended; “Check a receipt” checks it.',
  noSeals: 'No seal has been opened so far',
  name: 'Name',
  imitates: 'Imitates',
  basis: 'Basis',
  found: 'Found',
  opened: 'Made public',
  ours: 'Since then the party has called the name its own',
  proof: 'Save the proof',
}

export type DefendedWords = typeof en

const es: DefendedWords = {
  title: 'Entidades protegidas',
  intro:
    'Campañas, partidos, oficinas y otros cuyos nombres se vigilan aquí. Quiénes son no es público; cuántos son, y las reglas que valen para todos, sí.',
  counts: 'Cuántos',
  kind: 'Clase',
  count: 'Vigilados',
  none: 'Todavía no se protege a nadie aquí',
  kinds: {
    campaign: 'Campañas',
    party: 'Partidos políticos',
    'think-tank': 'Centros de estudio y fundaciones',
    vendor: 'Proveedores de sistemas electorales',
    office: 'Oficinas electorales',
    'news-desk': 'Redacciones',
    other: 'Otros',
  },
  rules: 'Las mismas reglas para todas las clases',
  ruleList: [
    'Nadie registra una entidad a solas: una segunda persona la acepta o la rechaza con su motivo.',
    'Lo que imita un nombre se busca con una misma medida para todos; la entidad elige desde qué puntuación se le avisa en el acto.',
    'Cada hallazgo queda en el registro público antes de que se avise a nadie.',
    'Primero se avisa a la entidad. Quien encontró un nombre puede avisar a otros cuando ella lo diga, o cuando acabe el plazo que eligió, de siete días como mucho; nunca de lo que ella llama suyo. Lo que alguien encuentre por su cuenta, sin esta vigilancia, no se retiene.',
    'Un hallazgo puede sellarse, 180 días cada vez: entonces no se avisa a nadie más que a la entidad hasta el final, y después a todos, salvo que ella llame suyo el nombre.',
    'Un organismo público o una campaña busca nombres que imiten a los suyos, y a los de nadie más.',
    'Una entidad puede terminar la vigilancia en cualquier momento, salvo que haya una retención legal; entonces se olvida a quién avisar, y lo que se encontró sin avisarla puede compartirse.',
  ],
  seals: 'Sellos abiertos',
  sealsText:
    'Lo que estuvo sellado, con la base que se declaró. La prueba muestra que estaba en el registro antes de que acabara el sello; se comprueba en «Comprobar un recibo».',
  noSeals: 'Todavía no se abrió ningún sello',
  name: 'Nombre',
  imitates: 'Imita a',
  basis: 'Base',
  found: 'Encontrado',
  opened: 'Hecho público',
  ours: 'Desde entonces, la entidad dice que el nombre es suyo',
  proof: 'Guardar la prueba',
}

const fr: DefendedWords = {
  title: 'Entités défendues',
  intro:
    'Campagnes, partis, bureaux et autres dont les noms sont surveillés ici. Qui ils sont n’est pas public ; combien ils sont, et les règles qui valent pour tous, le sont.',
  counts: 'Combien',
  kind: 'Genre',
  count: 'Surveillés',
  none: 'Personne n’est encore défendu ici',
  kinds: {
    campaign: 'Campagnes',
    party: 'Partis politiques',
    'think-tank': 'Centres d’études et fondations',
    vendor: 'Fournisseurs de systèmes électoraux',
    office: 'Bureaux électoraux',
    'news-desk': 'Rédactions',
    other: 'Autres',
  },
  rules: 'Les mêmes règles pour tous les genres',
  ruleList: [
    'Nul n’inscrit une entité seul : une seconde personne l’accepte, ou la refuse avec un motif.',
    'Ce qui imite un nom est trouvé par une même mesure pour tous ; l’entité choisit à partir de quel score elle est avertie aussitôt.',
    'Chaque résultat est au registre public avant que quiconque soit averti.',
    'L’entité est avertie d’abord. Celui qui a trouvé un nom peut en avertir d’autres quand elle le dit, ou quand le délai qu’elle a choisi, sept jours au plus, est écoulé ; jamais de ce qu’elle dit à elle. Ce que quelqu’un trouve de lui-même, sans cette veille, n’est pas retenu.',
    'Un résultat peut être scellé, 180 jours à la fois : alors l’entité seule est avertie jusqu’à la fin, puis tout le monde, sauf si elle dit que le nom est à elle.',
    'Un organisme public ou une campagne cherche les noms qui imitent les siens, et ceux de personne d’autre.',
    'Une entité peut mettre fin à la veille à tout moment, sauf obligation légale de conservation ; les personnes à avertir sont alors oubliées, et ce qui a été trouvé sans l’en avertir peut être partagé.',
  ],
  seals: 'Scellés ouverts',
  sealsText:
    'Ce qui était scellé, avec la base qui a été déclarée. La preuve montre que c’était au registre avant la fin du scellé ; « Vérifier un reçu » la vérifie.',
  noSeals: 'Aucun scellé n’a encore été ouvert',
  name: 'Nom',
  imitates: 'Imite',
  basis: 'Base',
  found: 'Trouvé',
  opened: 'Rendu public',
  ours: 'Depuis, l’entité dit que le nom est à elle',
  proof: 'Enregistrer la preuve',
}

export const DEFENDED_WORDS: Record<Language, DefendedWords> = { en, es, fr }
