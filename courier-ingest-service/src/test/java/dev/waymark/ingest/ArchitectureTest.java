package dev.waymark.ingest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
    void courierModelIsPure() {
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
    void useCasesKnowNoEdge() {
        RULES.exists("intake")
                .exists("quarantine")
                .exists("dryrun")
                .exists("activity")
                .check(noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.waymark.ingest.intake..",
                                "dev.waymark.ingest.quarantine..",
                                "dev.waymark.ingest.dryrun..",
                                "dev.waymark.ingest.activity..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "org.apache.kafka..",
                                        "org.springframework..",
                                        "dev.waymark.ingest.web..",
                                        "dev.waymark.ingest.kafka..")
                                .and(not(resideInAnyPackage(
                                        // Each package registers its beans and binds its settings.
                                        "org.springframework.beans.factory",
                                        "org.springframework.core.env",
                                        "org.springframework.boot.context.properties..",
                                        "org.springframework.validation.annotation")))));
    }

    @Test
    void intakeKnowsNoKindOfCourier() {
        RULES.check(noClasses()
                .that()
                .resideInAPackage("dev.waymark.ingest.intake..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waymark.ingest.courier.mapping..", "dev.waymark.ingest.courier.signature.."));
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
