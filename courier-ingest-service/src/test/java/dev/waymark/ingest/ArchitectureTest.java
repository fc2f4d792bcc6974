package dev.waymark.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.ingest");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .                  | everything
            .courier           | contract, platform
            .courier.body      | .courier, contract, jackson
            .courier.mapping   | .courier, .courier.body, .courier.signature, contract, platform, jackson, com.google.re2j.., logging
            .courier.signature | .courier, .courier.body, contract, platform, jackson
            .intake            | .courier, contract, com.github.benmanes.caffeine.., reactor, metrics, logging
            .quarantine        | .courier, .intake, contract, platform, reactor, metrics, logging, settings
            .dryrun            | .courier, .courier.mapping, .intake, contract, reactor, metrics, jackson
            .activity          | .courier, .intake, contract, metrics, jackson-annotations, logging, settings
            .jwks              | .courier.signature, com.nimbusds.jose.., reactor, logging, org.springframework.beans.factory, org.springframework.web.reactive.function.client
            .kafka             | .courier, .intake, .quarantine, .dryrun, .activity, contract, kafka, reactor, jackson, logging, settings, org.springframework.context, org.springframework.stereotype
            .web               | .courier, .intake, .quarantine, .dryrun, contract, platform, com.github.benmanes.caffeine.., reactor, jackson-annotations, logging, settings, org.springframework..
            """);
    }

    @Test
    void edgesAreApart() {
        RULES.edgesAreApart("web", "kafka", "jwks");
    }

    @Test
    void noCourierHasCodeOfItsOwn() {
        RULES.check(
                noClasses()
                        .should()
                        .haveNameMatching(
                                ".*[.$]((?i:aftership|cdek|dhl|easypost|fedex|inpost|ozon|shipengine|shippo|usps|ups))([A-Z].*)?"));
    }
}
