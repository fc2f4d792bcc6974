package dev.waymark.orders;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

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
    void rulesOfTheHouseHold() {
        rules.exists("projection")
                .exists("query")
                .exists("ordering")
                .exists("people")
                .everywhere();
    }
}
