package dev.waymark.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final List<String> SERVICES =
            List.of("dev.waymark.ingest", "dev.waymark.orders", "dev.waymark.notifications", "dev.waymark.gateway");

    private static JavaClasses all;

    @BeforeAll
    static void readAllOfThem() {
        all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.waymark");
    }

    @Test
    void servicesDoNotImportEachOther() {
        for (var service : SERVICES) {
            assertThat(all.containPackage(service)).as(service).isTrue();
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
                    .check(all);
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
                .check(all);
        noClasses()
                .that()
                .resideInAnyPackage("dev.waymark.contract..", "dev.waymark.tokens..", "dev.waymark.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.stream().map(name -> name + "..").toArray(String[]::new))
                .check(all);
    }
}
