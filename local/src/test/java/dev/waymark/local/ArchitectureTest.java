package dev.waymark.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.architecture.WaymarkRules;
import dev.waymark.local.deployment.ProjectClasses;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final List<String> SERVICES =
            List.of("dev.waymark.ingest", "dev.waymark.orders", "dev.waymark.notifications", "dev.waymark.gateway");

    /** What they name, everybody may name alike. */
    private static final Set<String> SHARED = Set.of("contract", "wording");

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.local");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .         | everything
            .couriers | ., contract, platform, jackson
            .demo     | ., .couriers, contract, jackson
            .dryrun   | ., ingest, contract, jackson
            .mail     | ., com.icegreen.greenmail.., jakarta.mail..
            .pages    | ., .demo, .mail, .sms, contract, wording, reactor, org.thymeleaf.., org.springframework..
            .sms      | ., org.jsmpp.., logging
            """);
    }

    @Test
    void noTwoServicesHaveATypeOfOneName() {
        var homes = new TreeMap<String, Set<String>>();
        for (var type : ProjectClasses.ALL) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                var module = type.getPackageName().split("\\.", -1)[2];
                homes.computeIfAbsent(type.getSimpleName(), _ -> new TreeSet<>())
                        .add(SHARED.contains(module) ? "shared" : module);
            }
        }

        assertThat(homes)
                .allSatisfy((name, modules) -> assertThat(modules.stream().filter(module -> !module.equals("shared")))
                        .as(name)
                        .hasSizeLessThan(2));
    }

    @Test
    void servicesDoNotImportEachOther() {
        for (var service : SERVICES) {
            assertThat(ProjectClasses.ALL.containPackage(service)).as(service).isTrue();
            var others = SERVICES.stream()
                    .filter(other -> !other.equals(service))
                    .map(other -> other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("what two services share is a message or a call, never a class")
                    .check(ProjectClasses.ALL);
        }
    }

    @Test
    void nobodyImportsLocalAndOnlyLocalImportsServices() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waymark.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waymark.local..")
                .check(ProjectClasses.ALL);
        noClasses()
                .that()
                .resideInAnyPackage("dev.waymark.contract..", "dev.waymark.tokens..", "dev.waymark.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.stream().map(name -> name + "..").toArray(String[]::new))
                .check(ProjectClasses.ALL);
    }
}
