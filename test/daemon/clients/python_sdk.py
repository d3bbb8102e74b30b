# An app with AWS's X-Ray SDK for Python: asks by which rule a request is sampled until X-Ray's own rule is there, reports
# what it has sampled, then sends a segment.
import sys
import time

from aws_xray_sdk.core import xray_recorder
from aws_xray_sdk.core.sampling.connector import ServiceConnector

udp_port, tcp_port = sys.argv[1:]
xray_recorder.configure(daemon_address=f"tcp:127.0.0.1:{tcp_port} udp:127.0.0.1:{udp_port}", plugins=())
request = {"service": "python-sdk", "host": "shop", "method": "GET", "path": "/teapot"}
while (rule := xray_recorder.sampler.should_trace(dict(request))) != "teapots":
    time.sleep(0.02)

connector = ServiceConnector()
connector.setup_xray_client(ip="127.0.0.1", port=tcp_port, client=None)
targets, _ = connector.fetch_sampling_target(connector.fetch_sampling_rules())

with xray_recorder.in_segment("python-sdk", sampling=True) as segment:
    segment.put_annotation("rule", rule)
    segment.put_annotation("quota", targets["teapots"]["quota"])
    with xray_recorder.in_subsegment("step"):
        pass
