import { formatHash256 } from '@tocsin/detect/media'
import { createBundle, createObject } from '@tocsin/stix'
import { Command } from 'commander'
import { basename } from 'node:path'
import { verifyOutputs } from '../output-paths.ts'
import { hashPictures, LEAST_QUALITY, type HashedPicture } from '../picture-files.ts'
import { printable } from '../stix-file.ts'
import { writeWholeFiles } from '../whole-file.ts'

type HashFlags = { readonly json?: boolean; readonly stix?: string }

/** `tocsin media hash FILE…`: the PDQ hash of pictures. Status 0 when all were read, 2 where some could not be. */
export const mediaHashCommand = new Command('hash')
  .description('print the PDQ hash, its quality and the SHA-256 of pictures')
  .argument('<picture...>', 'JPEG, PNG, WebP, GIF or TIFF; of a video, frames written as pictures')
  .option('--json', 'print one object a line')
  .option('--stix <file>', 'write a STIX bundle of them, without the names of folders')
  .addHelpText(
    'after',
    `
Without --json a table of CSV is printed that \`tocsin media match\` and hash-sharing systems read.
A quality below ${LEAST_QUALITY} says that the picture shows too little to be known by: its hash is like those of others.
Exit status: 0 all were read, 2 some could not be.`,
  )
  .action(hash)

async function hash(files: string[], flags: HashFlags): Promise<void> {
  await verifyOutputs({ '--stix': flags.stix }, files)
  const done: HashedPicture[] = []
  let refused = 0
  if (!flags.json) console.log('pdq,quality,sha256,bytes,file')
  for await (const picture of hashPictures(files, () => refused++)) {
    done.push(picture)
    console.log(flags.json ? JSON.stringify(toJson(picture)) : toCsv(picture))
  }
  const poor = done.filter(({ quality }) => quality < LEAST_QUALITY).length
  console.error(
    `${done.length} hashed, ${refused} could not be; ${poor} of a quality below ${LEAST_QUALITY}`,
  )
  if (refused > 0) process.exitCode = 2
  if (flags.stix === undefined) return
  const objects = done.map(toStix)
  // Two files of the same bytes are one object.
  const bundle = createBundle([...new Map(objects.map((object) => [object.id, object])).values()])
  await writeWholeFiles([{ path: flags.stix, chunks: [`${JSON.stringify(bundle, null, 2)}\n`] }])
}

const pdqOf = ({ turns }: HashedPicture): string => formatHash256(turns.get('as it is')!)

const toJson = (picture: HashedPicture) => ({
  file: picture.file,
  pdq: pdqOf(picture),
  quality: picture.quality,
  sha256: picture.sha256,
  bytes: picture.bytes,
})

/** A name that a spreadsheet might take for a formula is led by an apostrophe. */
function toCsv(picture: HashedPicture): string {
  const name = printable(picture.file).replace(/^(?=[=+\-@\t])/, "'")
  return [
    pdqOf(picture),
    picture.quality,
    picture.sha256,
    picture.bytes,
    `"${name.replaceAll('"', '""')}"`,
  ].join(',')
}

const toStix = (picture: HashedPicture) =>
  createObject('file', {
    name: basename(picture.file),
    size: picture.bytes,
    hashes: { 'SHA-256': picture.sha256, PDQ: pdqOf(picture) },
  })
