module.exports = {
  apps: [
    {
      name: 'pm2-example',
      script: 'server.cjs',
      cwd: __dirname,
      exec_mode: 'cluster',
      instances: 2,
      node_args: '--require spanray/register',
      env: { OTEL_SERVICE_NAME: 'pm2-example', OTEL_TRACES_SAMPLER: 'always_on' },
    },
  ],
}
