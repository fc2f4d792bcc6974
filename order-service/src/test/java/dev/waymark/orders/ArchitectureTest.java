package dev.waymark.orders;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final WaymarkRules rules = WaymarkRules.of("dev.waymark.orders");

    @Test
    void domainKnowsOnlyEvents() {
        rules.domainIsPure("domain");
    }

    @Test
    void edgesDoNotKnowEachOther() {
        rules.edgesAreApart("web", "kafka", "mongo");
    }

    @Test
    void recognitionKnowsOnlyEventsAndItsData() {
        rules.exists("recognition")
                .check(classes()
                        .that()
                        .resideInAPackage("dev.waymark.orders.recognition..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "dev.waymark.contract..",
                                "dev.waymark.orders.recognition..",
                                "tools.jackson..",
                                "com.fasterxml.jackson.annotation..")
                        .because("whose a number is follows from the number and the data"));
    }

    @Test
    void projectionKnowsOnlyTheDomainAndTheContract() {
        rules.exists("projection")
                .check(classes()
                        .that()
                        .resideInAPackage("dev.waymark.orders.projection..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "org.slf4j..",
                                "reactor..",
                                "dev.waymark.contract..",
                                "dev.waymark.orders.domain..",
                                "dev.waymark.orders.projection..")
                        .because("a projection is the same over any store and any broker"));
    }

    @Test
    void queriesDoNotKnowTheProjection() {
        rules.exists("query")
                .check(noClasses()
                        .that()
                        .resideInAPackage("dev.waymark.orders.query..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.waymark.orders.projection..")
                        .because("reading and writing the read model meet in its documents alone"));
    }

    @Test
    void rulesOfTheHouseHold() {
        rules.exists("ordering").exists("people").everywhere();
    }
}
