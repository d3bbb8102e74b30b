#!/bin/bash
# User data of an instance with Amazon Linux 2023: installs X-Ray's daemon as the service "xray", and starts the app.
# The instance's profile has the policy of docs/aws.md.
set -euo pipefail

# By version 2 of the protocol, which is all that new instances speak.
metadata=http://169.254.169.254/latest
token=$(curl --silent --fail --request PUT --header 'x-aws-ec2-metadata-token-ttl-seconds: 60' "$metadata/api/token")
region=$(curl --silent --fail --header "x-aws-ec2-metadata-token: $token" "$metadata/meta-data/placement/region")

dnf install --assumeyes \
  "https://s3.$region.amazonaws.com/aws-xray-assets.$region/xray-daemon/aws-xray-daemon-3.x.rpm"
systemctl enable --now xray

# The app is in /srv/shop, with spanray among its dependencies; shop.service lies beside it.
install --mode=644 /srv/shop/shop.service /etc/systemd/system/shop.service
systemctl daemon-reload
systemctl enable --now shop
