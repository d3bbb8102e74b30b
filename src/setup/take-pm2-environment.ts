/**
 * Sets the variables that PM2's cluster mode hands over as JSON in one, `pm2_env`, and sets by itself only after the
 * preloads have run: the app's settings for us are among them, and its script. Nothing happens anywhere else.
 */
export function takePm2Environment(environment: NodeJS.ProcessEnv): void {
  if (environment.pm2_env === undefined) return
  for (const [name, value] of Object.entries(JSON.parse(environment.pm2_env))) {
    if (typeof value === 'string') environment[name] = value
  }
}
