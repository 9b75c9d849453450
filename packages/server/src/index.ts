export { type EmbeddedPostgres, type LaunchOptions, launchPostgres } from './store/embedded/launch'
