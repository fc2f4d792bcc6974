#!/bin/sh
# Makes what Waymark's services need to know and nobody else may: one file below secrets/<service>/ for each property.
# What is there stays as it is, so it may be run again. The same folders are the secrets of Kubernetes, see k8s/README.md.
set -eu
cd "$(dirname "$0")/.."

umask 022
mkdir -p secrets/courier-ingest-service secrets/order-service secrets/notification-service secrets/gateway secrets/kafka secrets/mongodb
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

# Of the Kafka and the MongoDB in docker-compose.yml and k8s/overlays/single-node; for others, put theirs into these files.
password() {
  put "$1" "$2" "$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')"
}

password kafka waymark
for service in courier-ingest-service order-service notification-service gateway; do
  put "$service" spring.kafka.properties.sasl.jaas.config \
    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"waymark\" password=\"$(cat secrets/kafka/waymark)\";"
done

put mongodb keyfile "$(head -c 96 /dev/urandom | base64 | tr -d '\n')"
password mongodb root
for service in order-service notification-service gateway; do
  password mongodb "$service"
  put "$service" spring.mongodb.uri "mongodb://$service:$(cat "secrets/mongodb/$service")@mongodb:27017/?replicaSet=rs0&authSource=admin"
done

# The shop's key stays here: the gateway knows its hash only.
[ -e secrets/shop-api-key ] || printf 'wmk_%s' "$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')" > secrets/shop-api-key
echo "for .env: SHOP_API_KEY_SHA256=$(sha256sum < secrets/shop-api-key | cut -d ' ' -f 1)"

# Mapping files of your own.
mkdir -p couriers/connections

# What nobody can make by chance.
for file in \
  courier-ingest-service/waymark.ingest.couriers.cdek.path \
  notification-service/spring.mail.password \
  notification-service/waymark.notifications.smpp.password \
  gateway/waymark.gateway.staff.oidc.client-secret; do
  [ -e "secrets/$file" ] || echo "yours to add, where you need it: secrets/$file"
done
