# An app with AWS's X-Ray SDK for Python: asks for the rules, and sends a segment.
import os
import sys

from aws_xray_sdk.core import xray_recorder
from aws_xray_sdk.core.sampling.connector import ServiceConnector

udp_port, tcp_port = sys.argv[1:]
connector = ServiceConnector()
connector.setup_xray_client(ip="127.0.0.1", port=tcp_port, client=None)
rules = [rule.name for rule in connector.fetch_sampling_rules()]

xray_recorder.configure(daemon_address="127.0.0.1:" + udp_port, sampling=False, plugins=())
with xray_recorder.in_segment("python-sdk") as segment:
    segment.put_annotation("rules", ",".join(rules))
    with xray_recorder.in_subsegment("step"):
        pass
