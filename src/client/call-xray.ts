/**
 * Calls an operation of the X-Ray API by its path, and gives its answer, which nobody has checked. Rejects when there is
 * none, or one that says no. Through a daemon it is sent unsigned, to the API itself signed.
 *
 *     await call('/GetSamplingRules', {}) → { SamplingRuleRecords: […] }
 */
export type CallXRay = (path: string, request: object) => Promise<unknown>
