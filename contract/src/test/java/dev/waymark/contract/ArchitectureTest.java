package dev.waymark.contract;

import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theContractKnowsNoFramework() {
        WaymarkRules.of("dev.waymark.contract")
                .exists("tracking")
                .exists("order")
                .exists("view")
                .everywhere()
                .check(ArchRuleDefinition.classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.annotation..",
                                "dev.waymark.contract.."));
    }
}
