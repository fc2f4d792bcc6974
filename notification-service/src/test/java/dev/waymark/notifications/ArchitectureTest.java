package dev.waymark.notifications;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.notifications");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .          | everything
            .domain    | contract
            .sending   | .domain, contract, platform, wording, reactor, logging, metrics, settings, io.github.resilience4j..
            .email     | .sending, .domain, contract, platform, wording, reactor, reactor.pool, settings, javax.net.., jakarta.mail.., org.springframework.boot.context.properties.source, org.eclipse.angus.mail.smtp, org.thymeleaf.., org.springframework.mail.javamail, org.springframework.stereotype
            .sms       | .sending, contract, platform, reactor, reactor.pool, settings, javax.net.., org.jsmpp.., org.springframework.boot.ssl, org.springframework.stereotype
            .telegram  | .sending, contract, wording, reactor, jackson, settings, io.micrometer.observation, org.springframework..
            .services  | .sending, contract, tokens, reactor, settings, org.springframework.core.codec, org.springframework.http, org.springframework.web.reactive.function.client
            .kafka     | .sending, contract, platform, reactor, jackson, org.springframework.context.annotation
            .mongo     | .sending, .domain, contract, platform, logging, mongo, reactor, jackson
            .web       | .sending, contract, jackson-annotations, platform, reactor, settings, org.springframework.http.., org.springframework.web.bind.annotation
            """);
    }

    @Test
    void edgesAreApart() {
        RULES.edgesAreApart("email", "sms", "telegram", "kafka", "mongo", "web", "services");
    }

    @Test
    void domainIsPure() {
        RULES.domainIsPure("domain");
    }
}
