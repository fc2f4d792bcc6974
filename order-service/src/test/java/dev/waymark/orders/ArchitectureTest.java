package dev.waymark.orders;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.orders");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .             | everything
            .domain       | contract
            .deadletters  | contract, platform, reactor, net.javacrumbs.shedlock.core
            .projection   | .domain, contract, platform, reactor, logging
            .ordering     | .domain, .people, .recognition, contract, platform, reactor, jackson
            .people       | .domain, .projection, contract, platform, reactor, jackson, settings, com.google.i18n.phonenumbers..
            .recognition  | contract, jackson, settings
            .presentation | .domain, contract
            .query        | .domain, .people, .presentation, contract, platform, reactor
            .kafka        | .ordering, .projection, contract, platform, kafka, reactor, jackson, logging, metrics, org.springframework.boot.kafka.autoconfigure, org.springframework.context.annotation, org.springframework.messaging
            .mongo        | .domain, .ordering, .people, .projection, .query, contract, platform, mongo, reactor, jackson, logging, registrar, net.javacrumbs.shedlock.., org.springframework.context
            .web          | .deadletters, .ordering, .query, .recognition, contract, platform, reactor, jackson, org.springframework.http.., org.springframework.web.bind.annotation
            """);
    }

    @Test
    void edgesAreApart() {
        RULES.edgesAreApart("web", "kafka", "mongo");
    }

    @Test
    void domainIsPure() {
        RULES.domainIsPure("domain");
    }
}
