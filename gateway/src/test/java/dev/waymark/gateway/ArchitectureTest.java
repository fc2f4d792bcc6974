package dev.waymark.gateway;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.gateway");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .                 | everything
            .audit            | .clients, contract, platform, jackson-annotations, reactor, metrics, logging, settings, org.springframework.web.server
            .access           | .signin, contract, platform, reactor, settings, org.springframework.http.., org.springframework.security.., org.springframework.util, org.springframework.web.server, org.springframework.web.util.pattern
            .clients          | contract, platform, tokens, reactor, logging, settings, io.swagger.v3.oas.annotations.., org.springframework..
            .guest            | .clients, .limits, .signin, contract, platform, reactor, com.github.benmanes.caffeine.cache, org.springframework.http.., org.springframework.web.server
            .kafka            | .audit, contract, platform, jackson, kafka, reactor, org.springframework.boot.kafka.autoconfigure, org.springframework.cloud.stream.binder.kafka, org.springframework.context.annotation
            .limits           | contract, platform, reactor, settings, com.github.benmanes.caffeine.., io.github.resilience4j..
            .live             | .clients, .guest, .signin, contract, platform, reactor, metrics, logging, settings, com.github.benmanes.caffeine.cache, reactor.netty.., io.netty.channel, org.springframework..
            .messages         | .audit, .clients, contract, reactor, org.springframework.web.server
            .mongo            | .audit, .limits, .oidc, .secondfactor, .signin, contract, platform, mongo, reactor, logging, org.springframework..
            .oidc             | .clients, .signin, contract, platform, reactor, logging, org.springframework.http.., org.springframework.security.., org.springframework.util, org.springframework.web..
            .pages            | .access, .signin, contract, platform, wording, reactor, settings, org.springframework..
            .pages.account    | .pages, .audit, .secondfactor, .signin, contract, platform, wording, reactor, org.springframework.http.., org.springframework.security.core.., org.springframework.stereotype, org.springframework.web..
            .pages.audit      | .pages, .audit, .signin, contract, platform, wording, reactor, org.springframework.http.., org.springframework.stereotype, org.springframework.web..
            .pages.deadletters | .pages, .audit, .clients, contract, platform, wording, reactor, org.springframework.http.., org.springframework.stereotype, org.springframework.web..
            .pages.find       | .pages, .guest, contract, platform, wording, reactor, org.springframework.http.., org.springframework.stereotype, org.springframework.web..
            .pages.guest      | .pages, .pages.order, .clients, .guest, .signin, contract, platform, wording, reactor, org.springframework.http.., org.springframework.security.core.., org.springframework.stereotype, org.springframework.web..
            .pages.myorders   | .pages, .pages.order, .pages.support, .clients, .signin, logging, org.springframework.security.core.., contract, platform, wording, reactor, org.springframework.http.., org.springframework.stereotype, org.springframework.web..
            .pages.order      | .pages, contract, wording
            .pages.quarantine | .pages, .audit, .clients, contract, platform, wording, reactor, org.springframework.http.., org.springframework.stereotype, org.springframework.web..
            .pages.signin     | .pages, .oidc, .secondfactor, .signin, io.nayuki.qrcodegen, org.springframework.security.core.., contract, platform, wording, reactor, org.springframework.http.., org.springframework.stereotype, org.springframework.web..
            .pages.support    | .pages, .audit, .pages.order, .clients, .messages, .signin, org.springframework.security.core.., contract, platform, wording, reactor, org.springframework.http.., org.springframework.stereotype, org.springframework.web..
            .routing          | contract, platform, tokens, reactor, org.springframework..
            .secondfactor     | .limits, .signin, contract, platform, reactor, logging, com.eatthepath.otp, org.springframework.web.util
            .signin           | .audit, .clients, .limits, contract, platform, reactor, settings, org.springframework.http.., org.springframework.security.crypto.., org.springframework.util, org.springframework.web.server
            .web              | .access, .audit, .clients, .guest, .limits, .messages, .signin, contract, platform, wording, reactor, logging, settings, com.github.benmanes.caffeine.cache, io.github.resilience4j.ratelimiter, jackson-annotations, com.fasterxml.jackson.databind.., io.swagger.v3.., org.springdoc.., org.yaml.snakeyaml.., org.springframework..
            """);
    }

    @Test
    void edgesAreApart() {
        RULES.edgesAreApart("web", "kafka", "mongo", "live", "pages", "routing");
    }
}
