const ANY = { ServiceName: '*', ServiceType: '*', ResourceARN: '*', HTTPMethod: '*', Host: '*', Version: 1 }
/** As many rules as an account may have. */
const RULES = 25

/**
 * The rules of an edition: twelve that last and change their rate and reservoir, twelve that are there for one edition
 * only, and the default.
 */
export function rulesAt(edition) {
  const rules = Array.from({ length: RULES - 1 }, (_, n) => ({
    ...ANY,
    RuleName: n % 2 === 0 ? `lasting-${n}` : `edition-${edition % 50}-${n}`,
    Priority: n + 1,
    URLPath: `/things-${n}/*`,
    FixedRate: ((n + edition) % 10) / 10,
    ReservoirSize: (n + edition) % 3,
  }))
  return [
    ...rules,
    { ...ANY, RuleName: 'Default', Priority: 10_000, URLPath: '*', FixedRate: 0.05, ReservoirSize: 1 },
  ]
}
