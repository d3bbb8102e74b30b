"""Sends datagrams at a pace: send.py PORT COUNT PER_SECOND BODY_BYTES. Prints how long it took, in seconds."""
import socket
import sys
import time

port, count, per_second, body_bytes = (int(argument) for argument in sys.argv[1:])
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.connect(("127.0.0.1", port))
head = b'{"format":"json","version":1}\n'
body = b'{"name":"bench","id":"%016x","trace_id":"1-581cf771-a006649127e371903a2de979","start_time":1478293361.271,"end_time":1478293361.449,"metadata":{"fill":"'
tail = b'"}}'
fill = b"x" * (body_bytes - len(body % 1) - len(tail))
datagrams = [head + body % (number + 1) + fill + tail for number in range(count)]

start = time.perf_counter()
for number, datagram in enumerate(datagrams):
    due = start + number / per_second
    while time.perf_counter() < due:
        pass
    sender.send(datagram)
print(time.perf_counter() - start)
