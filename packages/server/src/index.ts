export { openapi } from './admin/routes'
export { type Config, parseConfig, readConfig } from './config'
export { createLog } from './logs'
export { type Server, type ServerOptions, startServer } from './server'
