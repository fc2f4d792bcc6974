#!/bin/sh
# Makes what Waymark's services need to know and nobody else may: one file below secrets/<service>/ for each property.
# What is there stays as it is, so it may be run again. The same folders are the secrets of Kubernetes, see k8s/README.md.
set -eu
cd "$(dirname "$0")/.."

umask 022
mkdir -p secrets/courier-ingest-service secrets/order-service secrets/notification-service secrets/gateway
# The containers read as another user than you: the folders in it are open, the door to them is yours alone.
chmod 700 secrets

# put <service> <property> <value>
put() {
  [ -e "secrets/$1/$2" ] || printf '%s\n' "$3" > "secrets/$1/$2"
}

# random <service> <property>: a key of 256 bits, base64
random() {
  put "$1" "$2" "$(head -c 32 /dev/urandom | base64)"
}

# same <property> <from service> <to service>: what the caller signs with, the callee checks with
same() {
  put "$3" "$1" "$(cat "secrets/$2/$1")"
}

random gateway waymark.gateway.session.key
random gateway waymark.gateway.staff.second-factor-key
random gateway waymark.services.keys.gateway
same waymark.services.keys.gateway gateway courier-ingest-service
same waymark.services.keys.gateway gateway order-service
same waymark.services.keys.gateway gateway notification-service

random order-service waymark.orders.vault.master-key
random order-service waymark.orders.vault.index-key
random order-service waymark.orders.links.key
random notification-service waymark.notifications.recipient-key
random notification-service waymark.services.keys.notification-service
same waymark.services.keys.notification-service notification-service order-service

# What nobody can make by chance. Under docker-compose the database needs no line here: its address is in docker-compose.yml.
for file in \
  courier-ingest-service/waymark.ingest.couriers.cdek.path \
  order-service/spring.mongodb.uri \
  notification-service/spring.mongodb.uri \
  notification-service/spring.mail.password \
  notification-service/waymark.notifications.smpp.password \
  gateway/spring.mongodb.uri \
  gateway/waymark.gateway.staff.oidc.client-secret; do
  [ -e "secrets/$file" ] || echo "yours to add, where you need it: secrets/$file"
done
