/**
 * How mail systems say in words, without the fields of RFC 3464, that a mail will not arrive, waits, or is answered by a
 * machine: English, Spanish, French, German, Portuguese and Italian.
 */

/** Who speaks for a mail system. */
export const DAEMON =
  /^(mailer-?daemon|mail-?daemon|postmaster|mdaemon|maildelivery|bounces?|microsoftexchange[0-9a-f]+)(@|$)/i
export const DAEMON_NAME =
  /mail delivery (sub)?system|mail delivery service|system administrator|administrador del sistema|mailer[- ]daemon|delivery subsystem/i

/** The mail will not arrive. */
export const FAILED = anyOf(
  'undeliver(able|ed)',
  "(can ?not|could ?n[o']t|could not|unable to|not able to|wasn['’]t able to|failed to) (be )?deliver",
  'could not be delivered',
  "wasn['’]t delivered",
  'has not been delivered and will not',
  'delivery (to the following recipients? )?(has )?failed',
  'delivery (status notification )?\\(?failure',
  'permanent (error|failure)|permanently failed',
  "(i['’]ve|have) given up|gave up",
  'return(ed|ing) (mail|message|to sender)',
  '(user|recipient|mailbox|address) (unknown|not found|unavailable|rejected)',
  'unknown (user|recipient)|no such (user|recipient|mailbox)',
  'did not reach (some or all of )?the (intended )?recipient',
  'no se (pudo|ha podido|puede) entregar|no entregado|error permanente|fallo (permanente|en la entrega)',
  "n['’]a pas pu [êe]tre (remis|distribu)|non remis|[ée]chec (de la|d[ée]finitif)",
  'unzustellbar|konnte nicht zugestellt|nicht zustellbar',
  'n[ãa]o (foi poss[íi]vel|p[ôo]de ser) entreg|falha (permanente|na entrega)',
  'impossibile (recapitare|consegnare)|mancata consegna|mancato recapito',
)

/** It may still arrive: the receiving side tries on. */
export const DELAYED = anyOf(
  'this is a warning (message )?only',
  '(delivery|message|mail) (has been |is |was )?(still )?delayed',
  'delayed (\\d+ )?(mail|message|delivery|hours?)',
  'not (yet )?been delivered( yet)?.{0,80}(will|retr|continu)',
  'could not be delivered (yet|for more than|for the last)',
  'will (be retried|retry|continue (trying|to)|keep trying)',
  'delivery attempts will continue',
  '(do not|need not) (need to )?resend',
  'no action is required',
  'se (seguir[áa]|continuar[áa]) intentando|retras(o|ado) (en|de) la entrega|entrega retrasada',
  '(remise|distribution) (retard[ée]e|diff[ée]r[ée]e)|nouvelles? tentatives?',
  'zustellung (ist )?verz[öo]gert|weitere zustellversuche',
  'entrega (est[áa] )?atrasada|continuar(emos|[áa]) tentando',
  'consegna ritardata|ulteriori tentativi',
)

/** It will not be tried again, whatever was said before of having tried. */
export const ENDED = anyOf(
  'given up|gave up|permanent|will not be retried|no further attempts|timeout exceeded|retry time not reached',
  'definitiv|permanente|endg[üu]ltig|d[ée]finitif',
)

/** A machine answers for a person who is away. */
export const AWAY = anyOf(
  '^(re: )?(auto(matic|mated|matische?)?[- ]?(reply|response|antwort)|autorespon)',
  'out of (the )?office|on (vacation|leave)|away from (my|the)',
  'respuesta autom[áa]tica|fuera de la oficina',
  'r[ée]ponse automatique|absen(t|ce) du bureau',
  'abwesenheit|automatische antwort',
  'resposta autom[áa]tica|ausente do escrit[óo]rio',
  'risposta automatica|fuori (sede|ufficio)',
)

/** What follows is the mail that came back, in which our own words stand. */
export const COPY =
  /^[ \t>]*-{2,}[^\n]{0,40}(below this line|copy of (the|your) message|original message|message headers follow|mensaje original|message d['’]origine|urspr[üu]ngliche nachricht|mensagem original|messaggio originale|included is a copy|this is a copy)/im

function anyOf(...parts: string[]): RegExp {
  return new RegExp(parts.map((part) => `(?:${part})`).join('|'), 'i')
}
