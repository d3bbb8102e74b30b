#!/bin/sh
# Lambda's exec wrapper: AWS_LAMBDA_EXEC_WRAPPER=/opt/spanray. Traces the function without a change in its code.
# It starts no process of its own, as each costs a millisecond of every cold start.

case $0 in
/*) here=${0%/*} ;;
*/*) here=$PWD/${0%/*} ;;
*) here=$PWD ;;
esac
dist=$here/nodejs/node_modules/spanray/dist

for other in otel-instrument otel-handler; do
  if [ -e "$here/$other" ]; then
    echo "spanray: $here/$other is of another OpenTelemetry layer, which traces the same calls once more: remove one of the two" >&2
    break
  fi
done

export NODE_OPTIONS="--require \"$dist/register.cjs\"${NODE_OPTIONS:+ $NODE_OPTIONS}"
if [ -n "${_HANDLER-}" ]; then
  export SPANRAY_LAMBDA_HANDLER="$_HANDLER"
  export _HANDLER="$dist/lambda-handler.handler"
fi
exec "$@"
