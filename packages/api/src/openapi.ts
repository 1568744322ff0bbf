import { ErrorBody } from './errors.ts'
import type { Route } from './route.ts'
import { ALL_ROUTES } from './routes.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of the API, derived from the routes. */
export function openApi(title: string, version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of ALL_ROUTES) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return { openapi: '3.1.0', info: { title, version }, paths }
}

function operation(route: Route): Json {
  const hasBody = route.method !== 'GET' && propertiesOf(route.body).length > 0
  return {
    operationId: route.name,
    summary: route.summary,
    'x-access': route.access,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(hasBody ? { requestBody: { required: true, content: json(route.body) } } : {}),
    responses: {
      [route.status]: { description: 'Done', content: json(route.reply) },
      default: { description: 'Refused or failed', content: json(ErrorBody) },
    },
  }
}

function parameters(schema: unknown, where: 'path' | 'query'): Json[] {
  const required = (schema as { required?: string[] }).required ?? []
  return propertiesOf(schema).map(([name, type]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: type,
  }))
}

function propertiesOf(schema: unknown): [string, unknown][] {
  return Object.entries((schema as { properties?: Json }).properties ?? {})
}

function json(schema: unknown): Json {
  return { 'application/json': { schema } }
}
