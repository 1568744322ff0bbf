import type { Confidence, MappedKind } from '@tocsin/api'
import type { Language } from '../words/language.ts'

type Words = {
  title: string
  aside: string
  none: string
  noFramework: string
  toKnowledge: string
  /** Of a thing that the detector named techniques of. */
  suggested: string
  find: string
  choose: string
  chosen: string
  confidence: string
  pick: string
  confidences: Record<Confidence, string>
  note: string
  noteHelp: string
  map: string
  missing: { technique: string; confidence: string }
  change: string
  save: string
  cancel: string
  revoke: string
  restore: string
  revoked: string
  changedSince: string
  by: (who: string) => string
  history: string
  calledThen: string
  /** On the page of a technique. */
  mapped: string
  mappedNone: string
  withheld: (n: number) => string
  more: (n: number) => string
  kinds: Record<MappedKind, string>
  /** In the matrix. */
  count: (n: number) => string
  /** In the composer of a release. */
  shareTitle: string
  shareHelp: string
  shareNone: string
}

const en: Words = {
  title: 'Techniques',
  aside: 'Your organisation’s own assertion, for its analysts alone until it is put into a release',
  none: 'No technique is named of this yet.',
  noFramework: 'No framework of techniques is loaded, so none can be named.',
  toKnowledge: 'What to do',
  suggested: 'The detector says that the behaviour looks like:',
  find: 'Find a technique to name',
  choose: 'Choose',
  chosen: 'Technique',
  confidence: 'How sure you are',
  pick: 'choose',
  confidences: {
    low: 'low confidence',
    moderate: 'moderate confidence',
    high: 'high confidence',
  },
  note: 'Note',
  noteHelp: 'What it rests on. It goes along when the technique is put into a release.',
  map: 'Name this technique',
  missing: { technique: 'a technique', confidence: 'how sure you are' },
  change: 'Say it otherwise',
  save: 'Save',
  cancel: 'Cancel',
  revoke: 'Revoke',
  restore: 'Say it again',
  revoked: 'revoked',
  changedSince: 'its framework has changed it since',
  by: (who) => `by ${who}`,
  history: 'What was said before',
  calledThen: 'called then',
  mapped: 'Named of by us',
  mappedNone: 'Nothing of your organisation is named by this technique.',
  withheld: (n) => `${n} more that you do not see any more`,
  more: (n) => `and ${n} earlier ones, not looked at here`,
  kinds: { finding: 'Finding', report: 'Report', release: 'Release' },
  count: (n) => `named ${n === 1 ? 'once' : `${n} times`} by us`,
  shareTitle: 'Techniques to say along',
  shareHelp:
    'Each goes as objects of your organisation: the technique by its framework’s number, how sure you are, and your note. None goes unless you choose it.',
  shareNone: 'No technique is named of this.',
}

const es: Words = {
  title: 'Técnicas',
  aside:
    'Afirmación propia de su organización, solo para sus analistas hasta que entra en un envío',
  none: 'Todavía no se ha nombrado ninguna técnica de esto.',
  noFramework: 'No hay ningún marco de técnicas cargado, así que no se puede nombrar ninguna.',
  toKnowledge: 'Qué hacer',
  suggested: 'El detector dice que la conducta se parece a:',
  find: 'Buscar una técnica para nombrarla',
  choose: 'Elegir',
  chosen: 'Técnica',
  confidence: 'Qué tan seguro está',
  pick: 'elija',
  confidences: { low: 'confianza baja', moderate: 'confianza moderada', high: 'confianza alta' },
  note: 'Nota',
  noteHelp: 'En qué se basa. Va con la técnica cuando esta entra en un envío.',
  map: 'Nombrar esta técnica',
  missing: { technique: 'una técnica', confidence: 'qué tan seguro está' },
  change: 'Decirlo de otro modo',
  save: 'Guardar',
  cancel: 'Cancelar',
  revoke: 'Revocar',
  restore: 'Decirlo de nuevo',
  revoked: 'revocada',
  changedSince: 'su marco la ha cambiado desde entonces',
  by: (who) => `por ${who}`,
  history: 'Lo que se dijo antes',
  calledThen: 'se llamaba entonces',
  mapped: 'Nombrado por nosotros',
  mappedNone: 'Nada de su organización se nombra con esta técnica.',
  withheld: (n) => `${n} más que usted ya no ve`,
  more: (n) => `y ${n} anteriores, que aquí no se miraron`,
  kinds: { finding: 'Hallazgo', report: 'Informe', release: 'Envío' },
  count: (n) => `nombrada ${n === 1 ? 'una vez' : `${n} veces`} por nosotros`,
  shareTitle: 'Técnicas que se dicen además',
  shareHelp:
    'Cada una va como objetos de su organización: la técnica con el número de su marco, qué tan seguro está y su nota. Ninguna va si no la elige.',
  shareNone: 'No se ha nombrado ninguna técnica de esto.',
}

const fr: Words = {
  title: 'Techniques',
  aside: 'Affirmation propre de votre organisation, pour ses analystes seuls jusqu’à un envoi',
  none: 'Aucune technique n’est encore nommée pour ceci.',
  noFramework: 'Aucun référentiel de techniques n’est chargé, donc aucune ne peut être nommée.',
  toKnowledge: 'Que faire',
  suggested: 'Le détecteur dit que le comportement ressemble à :',
  find: 'Chercher une technique à nommer',
  choose: 'Choisir',
  chosen: 'Technique',
  confidence: 'À quel point vous en êtes sûr',
  pick: 'choisir',
  confidences: { low: 'confiance faible', moderate: 'confiance modérée', high: 'confiance élevée' },
  note: 'Note',
  noteHelp: 'Sur quoi cela repose. Elle part avec la technique quand celle-ci entre dans un envoi.',
  map: 'Nommer cette technique',
  missing: { technique: 'une technique', confidence: 'à quel point vous en êtes sûr' },
  change: 'Le dire autrement',
  save: 'Enregistrer',
  cancel: 'Annuler',
  revoke: 'Révoquer',
  restore: 'Le redire',
  revoked: 'révoquée',
  changedSince: 'son référentiel l’a changée depuis',
  by: (who) => `par ${who}`,
  history: 'Ce qui a été dit avant',
  calledThen: 'nommée alors',
  mapped: 'Nommé par nous',
  mappedNone: 'Rien de votre organisation n’est nommé par cette technique.',
  withheld: (n) => `${n} de plus que vous ne voyez plus`,
  more: (n) => `et ${n} plus anciens, non regardés ici`,
  kinds: { finding: 'Constat', report: 'Signalement', release: 'Envoi' },
  count: (n) => `nommée ${n === 1 ? 'une fois' : `${n} fois`} par nous`,
  shareTitle: 'Techniques à dire en plus',
  shareHelp:
    'Chacune part en objets de votre organisation : la technique par le numéro de son référentiel, à quel point vous en êtes sûr, et votre note. Aucune ne part si vous ne la choisissez pas.',
  shareNone: 'Aucune technique n’est nommée pour ceci.',
}

export const MAPPING_WORDS: Record<Language, Words> = { en, es, fr }
