/** `npm run build`: the publishable packages as JavaScript with types, and the web app. */
import { resolve } from 'node:path'
import { buildPackages } from './build-packages.ts'
import { addWebToExchange, buildWeb } from './build-web.ts'

const root = resolve(import.meta.dirname, '..')
buildPackages(root)
buildWeb(root)
addWebToExchange(root)
