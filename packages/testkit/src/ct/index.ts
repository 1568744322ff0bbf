export { altNames, der, makeCertificate, type CertificateToMake } from './certificate.ts'
export { MemoryLog, type Entry } from './log.ts'
export { serveLog, type Reply, type ServedLog, type ServeOptions } from './serve.ts'
