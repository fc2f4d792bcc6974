package dev.waymark.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.ingest");

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void edgesAreApart() {
        RULES.edgesAreApart("web", "kafka", "jwks");
    }

    @Test
    void whatACourierIsToUsIsPure() {
        RULES.exists("courier")
                .check(classes()
                        .that()
                        .resideInAPackage("dev.waymark.ingest.courier")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..", "org.jspecify..", "dev.waymark.contract..", "dev.waymark.ingest.courier"));
    }

    @Test
    void mappingsAndSignaturesKnowOnlyTheCourier() {
        RULES.exists("courier.mapping")
                .exists("courier.signature")
                .exists("courier.body")
                .check(noClasses()
                        .that()
                        .resideInAnyPackage("dev.waymark.ingest.courier..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework..", "reactor..", "dev.waymark.ingest.intake..")
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.waymark.ingest.web..", "dev.waymark.ingest.kafka.."));
    }

    @Test
    void pulseIsPure() {
        RULES.domainIsPure("pulse");
    }

    @Test
    void watchKnowsNoEdge() {
        RULES.exists("watch")
                .check(noClasses()
                        .that()
                        .resideInAPackage("dev.waymark.ingest.watch..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "tools.jackson..", "dev.waymark.ingest.web..", "dev.waymark.ingest.kafka.."));
    }

    @Test
    void intakeKnowsNoEdge() {
        RULES.exists("intake")
                .check(noClasses()
                        .that()
                        .resideInAPackage("dev.waymark.ingest.intake..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.springframework..",
                                "tools.jackson..",
                                "dev.waymark.ingest.web..",
                                "dev.waymark.ingest.kafka..",
                                "dev.waymark.ingest.courier.mapping..",
                                "dev.waymark.ingest.courier.signature.."));
    }

    @Test
    void quarantineAndDryRunKnowNoEdge() {
        RULES.exists("quarantine")
                .exists("dryrun")
                .check(noClasses()
                        .that()
                        .resideInAnyPackage("dev.waymark.ingest.quarantine..", "dev.waymark.ingest.dryrun..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.springframework..",
                                "org.apache.kafka..",
                                "dev.waymark.ingest.web..",
                                "dev.waymark.ingest.kafka.."));
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
