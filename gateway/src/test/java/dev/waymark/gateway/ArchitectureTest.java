package dev.waymark.gateway;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final WaymarkRules rules = WaymarkRules.of("dev.waymark.gateway");

    @Test
    void whatHoldsEverywhere() {
        rules.everywhere();
    }

    @Test
    void edgesDoNotKnowEachOther() {
        rules.edgesAreApart("web", "kafka", "mongo", "live", "pages", "routing");
    }
}
