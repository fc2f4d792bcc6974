package dev.waymark.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that hold in every service. A service's {@code ArchitectureTest} names its packages and checks them here; a
 * package that a rule names has to exist, for a rule about nothing always passes.
 */
public final class WaymarkRules {

    private static final String[] EVENTS = {"dev.waymark.contract.."};
    private static final String[] ALWAYS = {"java..", "org.jspecify..", "com.google.errorprone.annotations.."};

    private final String base;
    private final JavaClasses classes;

    private WaymarkRules(String base) {
        this.base = base;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(base);
    }

    /** The rules for the classes of {@code base}, such as {@code dev.waymark.orders}. */
    public static WaymarkRules of(String base) {
        return new WaymarkRules(base);
    }

    public JavaClasses classes() {
        return classes;
    }

    /** Decisions are pure: they know the events and nothing else, read no clock and make no random identifier. */
    public WaymarkRules domainIsPure(String... packages) {
        for (var name : packages) {
            exists(name);
            check(ArchRuleDefinition.classes()
                    .that()
                    .resideInAPackage(base + "." + name + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(ALWAYS)
                            .or(resideInAnyPackage(EVENTS))
                            .or(resideInAnyPackage(base + "." + name + "..")))
                    .because("the domain knows only events"));
            check(noClasses()
                    .that()
                    .resideInAPackage(base + "." + name + "..")
                    .should()
                    .callMethodWhere(readsTheClockOrChance())
                    .because("what was decided must be decidable again"));
        }
        return this;
    }

    /**
     * Every package imports only what its row of {@code table} allows. A row is {@code package | what it may import, ...}, and
     * each package of the module has exactly one.
     */
    public WaymarkRules importsFollow(String table) {
        var broken = ImportTable.of(base, table).rules(classes).stream()
                .map(rule -> rule.evaluate(classes).getFailureReport())
                .filter(report -> !report.isEmpty())
                .map(Object::toString)
                .toList();
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
        return this;
    }

    /** Edges talk to one outside each and do not know each other. */
    public WaymarkRules edgesAreApart(String... packages) {
        for (var name : packages) {
            exists(name);
            var others = Arrays.stream(packages)
                    .filter(other -> !other.equals(name))
                    .map(other -> base + "." + other + "..")
                    .toArray(String[]::new);
            if (others.length > 0) {
                check(noClasses()
                        .that()
                        .resideInAPackage(base + "." + name + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others)
                        .because("edges do not know each other"));
            }
        }
        return this;
    }

    /** What holds whatever the service is. {@code root} configuration classes wire, so they may see everything. */
    public WaymarkRules everywhere() {
        onlyFrom("mongo", "com.mongodb..", "org.bson..");
        onlyFrom("kafka", "org.apache.kafka..", "org.springframework.kafka..", "org.springframework.cloud.stream..");
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..kafka..", "dev.waymark.local..")
                .should()
                .callMethodWhere(blocksOnReactor())
                .because("only the Kafka edge and scheduled jobs block, on purpose")
                .allowEmptyShould(true));
        check(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("we wait for conditions, and log through one API"));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.waymark.local..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("only what is run at a terminal prints")
                .allowEmptyShould(true));
        check(fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .because("what a class needs stands in its constructor")
                .allowEmptyShould(true));
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .because("a class is named after what it is in the story"));
        check(slices().matching(base + ".(**)").should().beFreeOfCycles().allowEmptyShould(true));
        check(ArchRuleDefinition.classes().should(beInANullMarkedPackage()));
        return this;
    }

    /** One more rule of the service's own. */
    public WaymarkRules check(ArchRule rule) {
        rule.check(classes);
        return this;
    }

    /** Fails when no class is in {@code base.name}. */
    public WaymarkRules exists(String name) {
        if (!classes.containPackage(base + "." + name)) {
            throw new AssertionError("No package %s.%s: a rule that names it says nothing".formatted(base, name));
        }
        return this;
    }

    private void onlyFrom(String edge, String... libraries) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..%s..".formatted(edge), base)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .because("a library is known to its edge, and to the root that wires it")
                .allowEmptyShould(true));
    }

    private static DescribedPredicate<JavaMethodCall> blocksOnReactor() {
        return DescribedPredicate.describe(
                "block on a Reactor type",
                call -> call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                        && (call.getName().startsWith("block")
                                || Set.of("toIterable", "toStream").contains(call.getName()))
                        && !call.getOrigin().isAnnotatedWith("org.springframework.scheduling.annotation.Scheduled"));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheClockOrChance() {
        return DescribedPredicate.describe(
                "read the clock or chance",
                call -> Set.of("now", "randomUUID", "currentTimeMillis", "nanoTime", "random")
                        .contains(call.getName()));
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                if (!home.isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + ": " + home.getName() + " is not @NullMarked"));
                }
            }
        };
    }
}
