/** The predefined extensions of the File object (STIX 2.1, 6.7.2 to 6.7.6). */
import { Type } from 'typebox'
import { part } from '../schema/common.ts'
import { atLeastOne, rule } from '../schema/constraints.ts'
import {
  bool,
  dictionary,
  hashes,
  integer,
  listOf,
  observableReference,
  text,
} from '../schema/kinds.ts'
import { should } from '../checks/run.ts'
import { windowsPebinaryExt } from './windows-pebinary.ts'

const archiveExt = part('6.7.2', {
  contains_refs: listOf(observableReference('file', 'directory')),
  comment: Type.Optional(text()),
})

const dataStream = part('6.7.3', {
  name: text(),
  hashes: Type.Optional(hashes()),
  size: Type.Optional(integer(0)),
})

const ntfsExt = part(
  '6.7.3',
  {
    sid: Type.Optional(text()),
    alternate_data_streams: Type.Optional(listOf(dataStream)),
  },
  [atLeastOne('sid', 'alternate_data_streams')],
)

/** The keys of the document information dictionary of PDF (ISO 32000-1, 14.3.3). */
const PDF_KEYS = new Set(
  'Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped'.split(' '),
)

const pdfKeys = rule(({ document_info_dict: info }, run) => {
  if (typeof info !== 'object' || info === null) return
  for (const key of Object.keys(info))
    if (!PDF_KEYS.has(key))
      should(
        run,
        'pdf-key',
        'not a key of the PDF document information',
        undefined,
        'document_info_dict',
      )
})

const pdfExt = part(
  '6.7.4',
  {
    version: Type.Optional(text()),
    is_optimized: Type.Optional(bool()),
    document_info_dict: Type.Optional(dictionary<string>('text')),
    pdfid0: Type.Optional(text()),
    pdfid1: Type.Optional(text()),
  },
  [atLeastOne('version', 'is_optimized', 'document_info_dict', 'pdfid0', 'pdfid1'), pdfKeys],
)

const rasterImageExt = part(
  '6.7.5',
  {
    image_height: Type.Optional(integer()),
    image_width: Type.Optional(integer()),
    bits_per_pixel: Type.Optional(integer()),
    exif_tags: Type.Optional(dictionary<string | number>('text-or-integer')),
  },
  [atLeastOne('image_height', 'image_width', 'bits_per_pixel', 'exif_tags')],
)

export const FILE_EXTENSIONS = {
  'archive-ext': archiveExt,
  'ntfs-ext': ntfsExt,
  'pdf-ext': pdfExt,
  'raster-image-ext': rasterImageExt,
  'windows-pebinary-ext': windowsPebinaryExt,
}
