import { one, withFile, type WrittenMail } from './written.ts'

const PE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(64)])
const LOCKED = Buffer.concat([
  Buffer.from('PK\u0003\u0004\u0014\u0000\u0001\u0000', 'latin1'),
  Buffer.alloc(40),
])
const PACKED = Buffer.concat([
  Buffer.from('PK\u0003\u0004\u0014\u0000\u0000\u0000', 'latin1'),
  Buffer.alloc(40),
])
/** What it carries. */
export const FILES: readonly WrittenMail[] = [
  one('a program', withFile('update.exe', PE), 'danger', ['file-runs']),
  one('a program under another name', withFile('invoice.pdf', PE), 'danger', [
    'file-runs',
    'file-other-than-named',
  ]),
  one('two endings', withFile('ballot.pdf.js', 'x'), 'danger', ['file-two-endings', 'file-runs']),
  one('two endings far apart', withFile(`ballot.pdf${' '.repeat(40)}.scr`, PE), 'danger', [
    'file-two-endings',
    'file-runs',
  ]),
  one('a name that is turned round', withFile('ballot\u202efdp.exe', PE), 'danger', [
    'file-turned-name',
    'file-runs',
  ]),
  one('a locked archive', withFile('list.zip', LOCKED), 'danger', ['file-locked', 'left-archives']),
  one(
    'an archive',
    withFile('list.zip', PACKED),
    'caution',
    ['file-packed', 'left-archives'],
    ['file-locked'],
  ),
  one(
    'an office file',
    withFile('list.docx', PACKED),
    'caution',
    [],
    ['file-packed', 'file-other-than-named'],
  ),
  one('an office file with macros', withFile('list.docm', PACKED), 'caution', ['file-macros']),
  one(
    'a page',
    withFile('notice.html', '<!doctype html><form><input type=password></form>'),
    'caution',
    ['file-page'],
  ),
  one('a disk', withFile('scan.iso', Buffer.alloc(10)), 'danger', ['file-runs']),
  one('a shortcut', withFile('scan.lnk', Buffer.from([0x4c, 0, 0, 0, 1, 0x14, 2, 0])), 'danger', [
    'file-runs',
  ]),
  one(
    'a true document',
    withFile('list.pdf', '%PDF-1.7 x', 'application/pdf'),
    'caution',
    [],
    ['file-other-than-named', 'file-two-endings'],
  ),
  one(
    'a picture',
    withFile('plan.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0])),
    'caution',
    ['left-pictures'],
    ['file-other-than-named'],
  ),
  one('a picture that is a page', withFile('plan.png', '<html><body>x</body></html>'), 'danger', [
    'file-other-than-named',
    'file-page',
  ]),
  one(
    'an archive that is signed',
    withFile('list.tar.gz', Buffer.from([0x1f, 0x8b, 8, 0])),
    'caution',
    ['file-packed'],
    ['file-two-endings'],
  ),
]
