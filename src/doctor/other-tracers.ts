/** Packages that trace a process themselves, each with what it does to ours. */
export const OTHER_TRACERS: Readonly<Record<string, string>> = {
  'aws-xray-sdk': 'sends segments of its own: each request is there twice while both are loaded',
  'aws-xray-sdk-core': 'sends segments of its own: each request is there twice while both are loaded',
  'dd-trace': 'changes the same modules, when it is loaded',
  newrelic: 'changes the same modules, when it is loaded',
  'elastic-apm-node': 'changes the same modules, when it is loaded',
}
