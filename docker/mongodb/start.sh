#!/bin/bash
# A replica set with passwords wants a key file that its own user alone may read; what is mounted belongs to another.
set -euo pipefail
install -m 0400 /run/secrets/keyfile /tmp/keyfile
[ "$(id -u)" != 0 ] || chown mongodb:mongodb /tmp/keyfile
exec docker-entrypoint.sh mongod --replSet rs0 --bind_ip_all --keyFile /tmp/keyfile
