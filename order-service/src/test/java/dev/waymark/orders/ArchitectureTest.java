package dev.waymark.orders;

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
    void rulesOfTheHouseHold() {
        rules.exists("projection")
                .exists("query")
                .exists("placing")
                .exists("people")
                .everywhere();
    }
}
