package dev.waymark.notifications;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theRulesHold() {
        WaymarkRules.of("dev.waymark.notifications")
                .domainIsPure("domain")
                .edgesAreApart("email", "sms", "telegram", "kafka", "mongo", "web", "services")
                .exists("sending")
                .everywhere();
    }
}
