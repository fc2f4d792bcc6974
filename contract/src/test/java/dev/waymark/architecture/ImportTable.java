package dev.waymark.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which package of a module may import what, a row a package.
 *
 * <p>{@code .domain} is a package of the module itself, {@code .} its base package, {@code contract} another module; a pattern
 * with dots is a library, and a word of {@link #LIBRARIES} some that go together. What is in {@code java}, what marks null
 * and what stands in the package itself is always allowed; {@code everything} allows all.
 */
final class ImportTable {

    private static final String EVERYTHING = "everything";

    private static final List<String> ALWAYS =
            List.of("java..", "javax.crypto..", "org.jspecify..", "com.google.errorprone.annotations..");

    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "jackson-annotations", List.of("com.fasterxml.jackson.annotation.."),
            "jackson", List.of("com.fasterxml.jackson.annotation..", "tools.jackson.."),
            "reactor", List.of("reactor.core..", "reactor.util..", "org.reactivestreams.."),
            "logging", List.of("org.slf4j.."),
            "metrics", List.of("io.micrometer.core.."),
            "settings",
                    List.of(
                            "org.springframework.boot.context.properties..",
                            "org.springframework.validation.annotation..",
                            "jakarta.validation..",
                            "org.hibernate.validator.constraints.."),
            "registrar", List.of("org.springframework.beans.factory..", "org.springframework.core.env.."),
            "kafka", List.of("org.apache.kafka..", "org.springframework.kafka.."),
            "mongo", List.of("com.mongodb..", "org.bson.."));

    private final String base;
    private final Map<String, List<String>> rows;

    private ImportTable(String base, Map<String, List<String>> rows) {
        this.base = base;
        this.rows = rows;
    }

    static ImportTable of(String base, String table) {
        var rows = new TreeMap<String, List<String>>();
        table.lines().forEach(line -> {
            var cells = line.split("\\|", -1);
            var allowed = Arrays.stream(cells[1].split(",", -1))
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            if (rows.put(cells[0].strip(), allowed) != null) {
                throw new AssertionError("Two rows for " + cells[0].strip());
            }
        });
        return new ImportTable(base, rows);
    }

    /** A rule for each row; fails when a package has no row, or when a row names a package that does not exist. */
    List<ArchRule> rules(JavaClasses classes) {
        var packages = classes.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.equals(base) || name.startsWith(base + "."))
                .collect(Collectors.toCollection(TreeSet::new));
        var named = new TreeSet<>(rows.keySet().stream().map(this::absolute).toList());
        if (!packages.equals(named)) {
            throw new AssertionError("Packages %s, but rows %s".formatted(packages, named));
        }
        var rules = new ArrayList<ArchRule>();
        rows.forEach((name, allowed) -> {
            if (!allowed.contains(EVERYTHING)) {
                rules.add(classes()
                        .that()
                        .resideInAPackage(absolute(name))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(patterns(name, allowed, classes)))
                        .because("its row says so: " + String.join(", ", allowed)));
            }
        });
        return rules;
    }

    private String[] patterns(String name, List<String> allowed, JavaClasses classes) {
        return Stream.of(
                        ALWAYS.stream(),
                        Stream.of(absolute(name)),
                        allowed.stream().flatMap(cell -> pattern(cell, classes)))
                .flatMap(patterns -> patterns)
                .toArray(String[]::new);
    }

    private Stream<String> pattern(String cell, JavaClasses classes) {
        if (LIBRARIES.containsKey(cell)) {
            return LIBRARIES.get(cell).stream();
        }
        if (cell.startsWith(".")) {
            var own = absolute(cell);
            if (!classes.containPackage(own.replace("..", ""))) {
                throw new AssertionError("No package %s: a rule that names it says nothing".formatted(own));
            }
            return Stream.of(own);
        }
        return Stream.of(cell.contains(".") ? cell : "dev.waymark." + cell + "..");
    }

    private String absolute(String name) {
        return name.equals(".") ? base : base + name;
    }
}
