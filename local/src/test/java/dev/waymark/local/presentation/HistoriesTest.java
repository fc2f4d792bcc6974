package dev.waymark.local.presentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.Presentation;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Waymark says of each history in {@code docs/histories.md}, which a person from the trade can read and judge. With
 * {@code -Dhistories.write} the table is written anew; what changed is then read in the diff.
 */
class HistoriesTest {

    private static final Path TABLE = Path.of("..", "docs", "histories.md");
    private static final boolean WRITE = System.getProperty("histories.write") != null;
    private static final String ROW = "| ";
    private static final int GIVEN = 2;

    static Stream<Arguments> histories() throws IOException {
        return Files.readAllLines(TABLE, UTF_8).stream()
                .filter(HistoriesTest::isHistory)
                .map(HistoriesTest::cells)
                .map(cells -> Arguments.of(
                        cells.get(0), cells.get(1), String.join(" | ", cells.subList(GIVEN, cells.size()))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("histories")
    void historyIsPresentedAsTheTableSays(String shop, String courier, String expected) {
        if (!WRITE) {
            assertThat(String.join(" | ", said(shop, courier))).isEqualTo(expected);
        }
    }

    @Test
    void thereAreEnoughOfThemAndEachIsThereOnce() throws IOException {
        if (WRITE) {
            write();
        }
        assertThat(histories().map(row -> row.get()[0] + " / " + row.get()[1]).toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(120);
    }

    private static void write() throws IOException {
        var lines = Files.readAllLines(TABLE, UTF_8).stream()
                .map(line -> isHistory(line) ? row(cells(line)) : line)
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(TABLE, lines, UTF_8);
    }

    private static String row(List<String> cells) {
        return Stream.concat(cells.subList(0, GIVEN).stream(), said(cells.get(0), cells.get(1)).stream())
                .collect(Collectors.joining(" | ", ROW, " |"));
    }

    private static boolean isHistory(String line) {
        return line.startsWith(ROW) && !line.startsWith("| shop |") && !line.startsWith("| ---");
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(ROW.length(), line.length() - ROW.length())
                        .split(" \\| ", -1))
                .map(String::strip)
                .toList();
    }

    /** Headline, place, arrival, what is next, action, certainty. */
    private static List<String> said(String shop, String courier) {
        var view = new History(shop, courier).view();
        var presentation = view.summary().presentation();
        return List.of(
                page(view).main().headline().replace('\u00a0', ' '),
                place(presentation),
                arrival(presentation.arrival()),
                presentation.next().name(),
                presentation.action().name()
                        + (presentation.actionUntil() == null
                                ? ""
                                : " until " + presentation.actionUntil().getDayOfMonth()),
                presentation.certainty().name());
    }

    private static String place(Presentation presentation) {
        var place = presentation.place();
        if (place == null) {
            return "-";
        }
        return Stream.of(place.city(), place.facility())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("/"))
                + (presentation.atPickupPoint() ? " (pickup point)" : "");
    }

    private static String arrival(Presentation.@Nullable Arrival arrival) {
        if (arrival == null) {
            return "-";
        }
        var window = arrival.window();
        if (window == null) {
            return String.valueOf(arrival.missingWindow());
        }
        var before = arrival.before();
        return days(window.from().getDayOfMonth(), window.until().getDayOfMonth())
                + " by " + arrival.basis()
                + (arrival.overdue() ? ", overdue" : "")
                + (before == null
                        ? ""
                        : ", was "
                                + days(
                                        before.from().getDayOfMonth(),
                                        before.until().getDayOfMonth()) + " by " + arrival.beforeBasis());
    }

    private static String days(int from, int until) {
        return from == until ? String.valueOf(from) : from + "-" + until;
    }

    private static OrderPage page(OrderView view) {
        var messages = MessageBundle.of("gateway", Language.valueOf("en"));
        return OrderPage.of(view, Audience.OWNER, new LocalizedContext(messages, History.MOSCOW, false, History.NOW));
    }
}
