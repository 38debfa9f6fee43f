import { serviceRoutes, type Route } from './gateway.config.ts'

/** The host for one request; `draw` is a random number from 0 to below 1. */
export function pickHost(service: string, draw: number, routes: Record<string, Route> = serviceRoutes): string {
  const route = routes[service]
  if (!route) throw new Error(`no route for ${service}`)
  return draw * 100 < route.canary.weight ? route.canary.host : route.production.host
}

/** The routes whose weights do not add up to 100. */
export function unbalanced(routes: Record<string, Route> = serviceRoutes): string[] {
  return Object.entries(routes)
    .filter(([, route]) => route.production.weight + route.canary.weight !== 100)
    .map(([service]) => service)
}
