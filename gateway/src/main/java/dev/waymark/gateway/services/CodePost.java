package dev.waymark.gateway.services;

import dev.waymark.contract.order.ShopOrder;
import reactor.core.publisher.Mono;

/** Has a one-time code delivered. */
@FunctionalInterface
public interface CodePost {

    /** Completes once a provider took it; fails with {@code SERVICE_AWAY}. Never tried again by itself. */
    Mono<Void> send(Letter letter);

    /** The code and where it goes. */
    record Letter(ShopOrder.Channel channel, String to, String code, String language, int validMinutes) {

        /** A secret and personal data: neither is ever printed. */
        @Override
        public String toString() {
            return "Letter[" + channel + "]";
        }
    }
}
