export { type Config, parseConfig, readConfig } from './config'
export { type Server, type ServerOptions, startServer } from './server'
