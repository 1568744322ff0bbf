export { countOf } from '@tocsin/api'
