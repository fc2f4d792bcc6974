package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Types and public methods are named with words that {@code docs/glossary.md} explains or lists. A word that is not there
 * yet is a line in that file, and so in a review.
 */
class GlossaryTest {

    private static final Path GLOSSARY = ProjectFiles.ROOT.resolve("docs/glossary.md");
    private static final Pattern WORD_BOUNDARY = Pattern.compile(
            "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])|[_$.]+");
    private static final Pattern TERM = Pattern.compile("(?m)^\\| ([a-z0-9 -]+?) \\|");
    private static final Pattern TECHNICAL_WORDS = Pattern.compile("(?s)```text\\n(.*?)```");

    @Test
    void everyWordOfANameIsAgreedOn() {
        var agreed = agreed();

        var unknown = new TreeMap<String, Set<String>>();
        used().forEach((word, names) -> {
            if (!agreed.contains(word)) {
                unknown.put(word, names);
            }
        });

        assertThat(unknown)
                .as(
                        "words in names that docs/glossary.md does not have: use the field's word, or add one with its meaning")
                .isEmpty();
    }

    @Test
    void everyAgreedWordIsUsed() {
        assertThat(agreed()).isSubsetOf(used().keySet());
    }

    @Test
    void namesAreSplitIntoWords() {
        assertThat(words("MongoDBOrderStoreV2")).containsExactly("mongo", "db", "order", "store", "v");
        assertThat(words("sha256Of")).containsExactly("sha", "of");
    }

    private static Set<String> agreed() {
        var text = ProjectFiles.text(GLOSSARY);
        var terms = TERM.matcher(text).results().map(match -> match.group(1));
        var technical = TECHNICAL_WORDS.matcher(text).results().map(match -> match.group(1));
        return Stream.concat(terms, technical)
                .flatMap(line -> Arrays.stream(line.strip().split("[\\s-]+")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each word with the names it stands in. */
    private static Map<String, Set<String>> used() {
        var used = new TreeMap<String, Set<String>>();
        ProjectClasses.ALL.stream()
                .filter(type -> !type.getPackageName().startsWith("dev.waymark.benchmarks"))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .flatMap(GlossaryTest::names)
                .forEach(name -> words(name)
                        .forEach(word ->
                                used.computeIfAbsent(word, _ -> new TreeSet<>()).add(name)));
        return used;
    }

    private static Stream<String> names(JavaClass type) {
        var methods = type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(method -> method.getName());
        return Stream.concat(Stream.of(type.getSimpleName()), methods);
    }

    private static Stream<String> words(String name) {
        return WORD_BOUNDARY
                .splitAsStream(name)
                .filter(word -> !word.isBlank() && !Character.isDigit(word.charAt(0)))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
