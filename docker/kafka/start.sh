#!/bin/bash
# Tells the broker the password of our services (SCRAM, RFC 5802) as soon as it answers inside its container, at each start:
# so a password that was changed, or a log from before there was one, needs nothing more.
set -euo pipefail
{
  until /opt/kafka/bin/kafka-configs.sh --bootstrap-server localhost:9094 --alter --entity-type users --entity-name waymark \
    --add-config "SCRAM-SHA-512=[password=$(cat /run/secrets/waymark)]"; do
    sleep 2
  done
} > /dev/null 2>&1 &
exec /etc/kafka/docker/run
