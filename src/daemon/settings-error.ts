/** Says why a daemon cannot be set up as it is told to: the setting, its value, the rule, the way out. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}
