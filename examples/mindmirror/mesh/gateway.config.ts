// Where the gateway sends requests. The weights of a route add up to 100.
// `production` is the stack that was applied by hand, `canary` the automated one.
export interface Target {
  host: string
  weight: number
}

export interface Route {
  production: Target
  canary: Target
}

export const serviceRoutes: Record<string, Route> = {
  practices: {
    production: { host: 'practices-service.run.app', weight: 100 },
    canary: { host: 'practices-service-auto.run.app', weight: 0 },
  },
  movements: {
    production: { host: 'movements-service.run.app', weight: 100 },
    canary: { host: 'movements-service-auto.run.app', weight: 0 },
  },
  users: {
    production: { host: 'users-service.run.app', weight: 100 },
    canary: { host: 'users-service-auto.run.app', weight: 0 },
  },
  meals: {
    production: { host: 'meals-service.run.app', weight: 100 },
    canary: { host: 'meals-service-auto.run.app', weight: 0 },
  },
  habits: {
    production: { host: 'habits-service.run.app', weight: 100 },
    canary: { host: 'habits-service-auto.run.app', weight: 0 },
  },
  journal: {
    production: { host: 'journal-service.run.app', weight: 100 },
    canary: { host: 'journal-service-auto.run.app', weight: 0 },
  },
  agent: {
    production: { host: 'agent-service.run.app', weight: 100 },
    canary: { host: 'agent-service-auto.run.app', weight: 0 },
  },
}
