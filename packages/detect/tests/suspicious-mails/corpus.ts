/** Every written mail, by what it is about. */
import { FILES } from './files.ts'
import { HEADS } from './heads.ts'
import { LINKS } from './links.ts'
import { REST } from './rest.ts'
import type { WrittenMail } from './written.ts'

export const WRITTEN_MAILS: readonly WrittenMail[] = [...HEADS, ...LINKS, ...FILES, ...REST]
