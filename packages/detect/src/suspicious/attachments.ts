/** Files that a mail carries: what they are by their first bytes and their names, and their hashes. None is opened, unpacked or shown. Pure. */
import { createHash } from 'node:crypto'
import { toShown } from '../match/unseen.ts'

export type FileKind =
  | 'program'
  | 'script'
  | 'shortcut'
  | 'disk-image'
  | 'archive'
  | 'locked-archive'
  | 'office'
  | 'old-office'
  | 'pdf'
  | 'picture'
  | 'page'
  | 'note-book'
  | 'calendar'
  | 'mail'
  | 'text'
  | 'unknown'

export type Attached = {
  /** With what cannot be seen spelt out. */
  readonly name: string
  /** As the mail says. */
  readonly type: string
  /** As its first bytes, and for what they leave open its name, say. */
  readonly kind: FileKind
  readonly size: number
  readonly sha256: string
  readonly sha1: string
  readonly md5: string
  readonly isInline: boolean
  /** What is odd about it. */
  readonly odd: readonly ('two-endings' | 'turned-name' | 'other-than-named' | 'macros')[]
}

const starts =
  (...bytes: readonly number[]) =>
  (file: Uint8Array): boolean =>
    bytes.every((byte, i) => file[i] === byte)
const says =
  (text: string, at = 0) =>
  (file: Uint8Array): boolean =>
    Buffer.from(file.subarray(at, at + text.length)).toString('latin1') === text

/** By first bytes, the first that fits. */
const SIGNS: readonly (readonly [FileKind, (file: Uint8Array) => boolean])[] = [
  ['program', says('MZ')],
  ['program', starts(0x7f, 0x45, 0x4c, 0x46)],
  ['program', starts(0xcf, 0xfa, 0xed, 0xfe)],
  ['program', starts(0xca, 0xfe, 0xba, 0xbe)],
  ['shortcut', starts(0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0)],
  ['pdf', says('%PDF-')],
  ['locked-archive', (file) => says('PK\u0003\u0004')(file) && (file[6]! & 1) === 1],
  ['archive', says('PK\u0003\u0004')],
  ['archive', says('Rar!')],
  ['archive', starts(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)],
  ['archive', starts(0x1f, 0x8b)],
  ['archive', starts(0x28, 0xb5, 0x2f, 0xfd)],
  ['archive', says('BZh')],
  ['archive', starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)],
  ['archive', says('MSCF')],
  ['old-office', starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
  ['office', says('{\\rtf')],
  ['note-book', starts(0xe4, 0x52, 0x5c, 0x7b, 0x8c, 0xd8, 0xa7, 0x4d)],
  ['disk-image', says('CD001', 0x8001)],
  ['disk-image', says('conectix')],
  ['disk-image', says('vhdxfile')],
  ['picture', starts(0x89, 0x50, 0x4e, 0x47)],
  ['picture', starts(0xff, 0xd8, 0xff)],
  ['picture', says('GIF8')],
  ['picture', (file) => says('RIFF')(file) && says('WEBP', 8)(file)],
  ['picture', says('BM')],
  ['calendar', says('BEGIN:VCALENDAR')],
  ['script', says('#!')],
  [
    'page',
    (file) =>
      /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s{0,200}<(?:!doctype html|html|head|body|script|svg|\?xml|meta|form)/i.test(
        Buffer.from(file.subarray(0, 512)).toString('latin1'),
      ),
  ],
]

/** What endings promise; an archive may be one of the newer office files. */
const ENDINGS: readonly (readonly [FileKind, RegExp])[] = [
  ['program', /\.(?:exe|scr|com|pif|cpl|msi|msp|dll|jar|apk|app|dmg|pkg|deb|rpm|appx|msix|xll)$/i],
  [
    'script',
    /\.(?:js|jse|vbs|vbe|wsf|wsh|hta|ps1|psm1|bat|cmd|sh|py|chm|reg|sct|msc|application|scf)$/i,
  ],
  ['shortcut', /\.(?:lnk|url|webloc|desktop|library-ms|searchconnector-ms)$/i],
  ['disk-image', /\.(?:iso|img|vhd|vhdx|udf)$/i],
  ['note-book', /\.(?:one|onepkg)$/i],
  ['office', /\.(?:docx|docm|dotm|xlsx|xlsm|xlsb|xltm|pptx|pptm|ppsm|odt|ods|odp|rtf)$/i],
  ['old-office', /\.(?:doc|xls|ppt|dot|xlt|pps|msg)$/i],
  ['archive', /\.(?:zip|rar|7z|gz|tgz|bz2|xz|cab|ace|arj|lzh|z|zst|tar)$/i],
  ['pdf', /\.pdf$/i],
  ['picture', /\.(?:png|jpe?g|gif|bmp|webp|heic|tiff?)$/i],
  ['page', /\.(?:html?|xhtml|mht|mhtml|shtml|svg|xml)$/i],
  ['calendar', /\.ics$/i],
  ['mail', /\.eml$/i],
  ['text', /\.(?:txt|csv|log|md|json)$/i],
]

const HARMLESS_LOOKING =
  /\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|mp[34]|wav|rtf|htm|html)[\s_.-]{0,80}\.[a-z0-9]{1,10}$/i
const TURNED = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/u
const MACROS = /\.(?:docm|dotm|xlsm|xlsb|xltm|pptm|ppsm|xll|xlam)$/i
const RUNS: readonly FileKind[] = ['program', 'script', 'shortcut', 'disk-image', 'note-book']

export function describeAttached(
  { name, type, isInline }: { name: string; type: string; isInline: boolean },
  bytes: Uint8Array,
): Attached {
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
  const seen = SIGNS.find(([, isSo]) => isSo(bytes))?.[0]
  const plain = name.normalize('NFKC').trim()
  const named = ENDINGS.find(([, ending]) => ending.test(plain))?.[0]
  const kind = kindOf(seen, named, type)
  const odd: Attached['odd'][number][] = []
  if (HARMLESS_LOOKING.test(plain) && !/\.(?:gz|sig|asc|p7s|p7m)$/i.test(plain))
    odd.push('two-endings')
  if (TURNED.test(name)) odd.push('turned-name')
  if (isOther(seen, named)) odd.push('other-than-named')
  if (MACROS.test(plain)) odd.push('macros')
  return {
    name: toShown(name),
    type,
    kind,
    size: bytes.length,
    sha256: hash('sha256'),
    sha1: hash('sha1'),
    md5: hash('md5'),
    isInline,
    odd,
  }
}

function kindOf(seen: FileKind | undefined, named: FileKind | undefined, type: string): FileKind {
  // What a machine would run goes by its name too: nothing in a script's bytes tells it from a text.
  if (named !== undefined && RUNS.includes(named)) return named
  if (seen === 'archive' && named === 'office') return 'office'
  if (seen !== undefined) return seen
  if (named !== undefined) return named
  if (type === 'message/rfc822') return 'mail'
  return type.startsWith('text/') ? 'text' : 'unknown'
}

/** Whether the bytes are of another kind than the name says. */
function isOther(seen: FileKind | undefined, named: FileKind | undefined): boolean {
  if (seen === undefined || named === undefined || seen === named) return false
  const both = [seen, named].toSorted().join()
  // New office files are archives, and pages may be kept as what office programs open.
  return ![
    'archive,office',
    'archive,locked-archive',
    'archive,program',
    'office,old-office',
    'locked-archive,office',
    'archive,page',
    'mail,old-office',
  ].includes(both)
}
