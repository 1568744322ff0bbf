/** What a number that replied is told, in one short message that asks nothing. */
import type { TextChannel } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import type { TextPurpose } from '../delivery/deliver.ts'
import { writeOutcomes } from '../delivery/outbox.ts'
import { keepParts } from '../delivery/parts.ts'

export type AnswerKind = 'told' | 'again' | 'foreign' | 'ended' | 'no-code'

const WORDS: Record<string, Record<AnswerKind, string>> = {
  en: {
    told: 'Recorded: you have this notice. Please open its link to say who acts.',
    again: 'This was recorded before. Nothing changed.',
    foreign: 'No message to this number had that code. Nothing was recorded as answered.',
    ended: 'That notice has ended. Nothing was recorded as answered.',
    'no-code': 'Please reply with the code of the message alone, or open its link.',
  },
  es: {
    told: 'Registrado: usted tiene este aviso. Abra el enlace para decir quién actúa.',
    again: 'Ya estaba registrado. No cambió nada.',
    foreign: 'Ningún mensaje a este número tenía ese código. No se registró ninguna respuesta.',
    ended: 'Ese aviso terminó. No se registró ninguna respuesta.',
    'no-code': 'Conteste solo con el código del mensaje, o abra su enlace.',
  },
  fr: {
    told: 'Enregistré : vous avez cet avis. Ouvrez le lien pour dire qui agit.',
    again: 'C’était déjà enregistré. Rien n’a changé.',
    foreign: 'Aucun message vers ce numéro n’avait ce code. Aucune réponse n’a été enregistrée.',
    ended: 'Cet avis a pris fin. Aucune réponse n’a été enregistrée.',
    'no-code': 'Répondez par le seul code du message, ou ouvrez son lien.',
  },
}
const PURPOSE = 'text-answer'
const HOURS = 1

/** Queues what a number is told. */
export async function queueAnswer(
  tx: Tx,
  answer: { channel: TextChannel; number: string; answer: AnswerKind; language: string; at: Date },
): Promise<void> {
  const { channel, number, language, at } = answer
  await tx
    .insertInto('deliveries')
    .values({
      id: randomUUID(),
      purpose: PURPOSE,
      channel,
      address: number,
      about: `${answer.answer}:${language}`,
      state: 'queued',
      next_at: at,
      queued_at: at,
      expires_at: new Date(at.getTime() + HOURS * 3_600_000),
    })
    .execute()
}

/** Answers to numbers that replied. Nothing follows from them, whether they go out or not. */
export const textAnswers: TextPurpose = {
  names: [PURPOSE],
  write: async (ctx, batch) => {
    const rows = await ctx.database.db
      .selectFrom('deliveries')
      .select(['id', 'about', 'address'])
      .where(
        'id',
        'in',
        batch.map(({ id }) => id),
      )
      .execute()
    const at = ctx.clock.now()
    const late = new Set(batch.filter(({ expiresAt }) => expiresAt! <= at).map(({ id }) => id))
    return new Map(
      rows
        .filter(({ id }) => !late.has(id))
        .map(({ id, about, address }) => {
          const [kind, language = 'en'] = about!.split(':') as [AnswerKind, string?]
          return [id, { to: address, language, text: (WORDS[language] ?? WORDS.en!)[kind] }]
        }),
    )
  },
  settle: (ctx, outcomes, at) =>
    ctx.database.db.transaction().execute(async (tx) => {
      await writeOutcomes(tx, outcomes, at)
      await keepParts(tx, 'sms', outcomes)
    }),
}
