package dev.waymark.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** What only a browser can tell: who can read the pages, where they fit, and that they move while they are open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesBrowserIT {

    private static final Logger LOG = LoggerFactory.getLogger(PagesBrowserIT.class);
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final int NARROWEST = 320;
    private static final int PHONE = 390;
    private static final int DESKTOP = 1280;

    /** In the columns of the week and of the progress: words on two lines, too wide for their day, or one over another. */
    private static final String BROKEN_WORDS = """
            const broken = [];
            const seen = [];
            for (const column of document.querySelectorAll(".days li, .progress li")) {
              const texts = document.createTreeWalker(column, NodeFilter.SHOW_TEXT);
              for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                if (getComputedStyle(text.parentElement).clipPath !== "none") continue;
                for (const word of text.data.matchAll(/\\S+/g)) {
                  const range = document.createRange();
                  range.setStart(text, word.index);
                  range.setEnd(text, word.index + word[0].length);
                  const box = range.getBoundingClientRect();
                  if (box.width === 0) continue;
                  if (range.getClientRects().length > 1) broken.push(word[0] + " is cut");
                  if (column.closest(".days") && box.width > column.clientWidth) broken.push(word[0] + " is too wide");
                  for (const other of seen) {
                    const over = box.left < other.box.right && other.box.left < box.right
                      && box.top + 2 < other.box.bottom && other.box.top + 2 < box.bottom;
                    if (over) broken.push(word[0] + " is over " + other.word);
                  }
                  seen.push({ word: word[0], box });
                }
              }
            }
            return broken.join(", ");
            """;

    private ConfigurableApplicationContext preview;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        if (!Browser.isHere()) {
            var skipped = "SKIPPED: no chromium and chromedriver on the PATH, so accessibility, narrow screens and live"
                    + " pages are not checked";
            LOG.warn(skipped);
            Assumptions.abort(skipped);
        }
        preview = PagesPreview.application().run();
        browser = Browser.at("http://localhost:" + preview.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (preview != null) {
            preview.close();
        }
    }

    /** One of each kind. */
    static Stream<Visit> mainPages() {
        return Stream.of(
                        "/t/moved",
                        "/t/ready",
                        "/t/delivered",
                        "/t/split",
                        "/t/expired",
                        "/orders",
                        "/orders/ready",
                        "/account",
                        "/support",
                        "/support/sessions",
                        "/support/audit",
                        "/support/messages",
                        "/support/dead-letters",
                        "/support/dead-letters/" + SampleDeadLetters.WAITING,
                        "/support/orders/late",
                        "/support/quarantine?courier=cdek",
                        "/support/quarantine/" + SampleQuarantine.WAITING,
                        "/find",
                        "/sign-in",
                        "/sign-in/code",
                        "/sign-in/second-factor")
                .map(Visit::to);
    }

    static Stream<Visit> allPages() {
        return Stream.concat(
                Stream.of(
                                mainPages().map(Visit::path),
                                SampleOrders.all().keySet().stream().map(state -> "/t/" + state),
                                Stream.of("/t/never-sent", "/orders?empty", "/orders/never-placed"),
                                Stream.of("/orders/split", "/orders/delivered"),
                                Stream.of(
                                        "/sign-in/second-factor?enrolled", "/recovery-codes", "/sign-in/oidc/callback"),
                                Stream.of(
                                        "/support/quarantine",
                                        "/support/dead-letters?topic=orders",
                                        "/support/dead-letters?topic=audit",
                                        "/support/quarantine?courier=nobody",
                                        "/support/quarantine/" + SampleQuarantine.SETTLED,
                                        "/support/quarantine/never-sent"),
                                Stream.of("placed", "moved", "split").map(state -> "/support/orders/" + state))
                        .flatMap(paths -> paths)
                        .distinct()
                        .map(Visit::to),
                Stream.of(
                        Visit.to("/t/expired").sending(),
                        Visit.to("/t/asked-too-often").sending(),
                        Visit.to("/find").typing("number", ""),
                        Visit.to("/find").typing("number", "1").typing("contact", "anna@example.com"),
                        Visit.to("/find").typing("number", "777").typing("contact", "anna@example.com"),
                        Visit.to("/sign-in").typing("contact", "nobody"),
                        Visit.to("/sign-in/code").typing("code", "000000"),
                        Visit.to("/sign-in/second-factor").typing("code", "000000"),
                        Visit.to("/support").typing("query", "10042"),
                        Visit.to("/support").typing("query", "nobody"),
                        Visit.to("/support").typing("query", "10043"),
                        Visit.to("/orders").typing("query", "nothing"),
                        Visit.to("/orders").typing("query", "kettle"),
                        Visit.to("/support/quarantine?courier=cdek").typing("courier", "cdek")));
    }

    /** In two ways that share neither width nor time of day nor language. */
    @ParameterizedTest
    @MethodSource("allPages")
    void anybodyCanReadIt(Visit visit) {
        visit.in("ru", browser);
        var found = new ArrayList<>(mistakes("ru"));
        found.addAll(violations("ru", PHONE, false));
        visit.in("en", browser);
        found.addAll(mistakes("en"));
        found.addAll(violations("en", DESKTOP, true));

        assertThat(found).isEmpty();
    }

    /** In four ways in which any two of width, time of day and language come together. */
    @Tag("long")
    @ParameterizedTest
    @MethodSource("mainPages")
    void anybodyCanReadItHoweverItIsShown(Visit visit) {
        visit.in("ru", browser);
        var found = new ArrayList<>(violations("ru", PHONE, false));
        found.addAll(violations("ru", DESKTOP, true));
        visit.in("en", browser);
        found.addAll(violations("en", PHONE, true));
        found.addAll(violations("en", DESKTOP, false));

        assertThat(found).isEmpty();
    }

    @Test
    void openPageTakesInWhatIsNewAndSaysItPolitely() {
        browser.show(PHONE, false);
        browser.open("/t/changing?lang=en");
        var before = browser.text("return document.querySelector('h1').textContent");
        assertThat(
                        browser.truth(
                                "const said = document.querySelector('[data-say]'); return said.role === 'status' && said.textContent === ''"))
                .isTrue();
        browser.run("document.getElementById('history').open = true");

        var changing = preview.getBean(PagesPreview.Changing.class);
        await().atMost(ENOUGH).until(changing::isWatched);
        changing.move();

        await().atMost(ENOUGH)
                .until(() -> !browser.text("return document.querySelector('h1').textContent")
                        .equals(before));
        var after = browser.text("return document.querySelector('h1').textContent");
        assertThat(browser.text("return document.querySelector('[data-say]').textContent"))
                .isEqualTo(after);
        assertThat(browser.text("return document.title")).startsWith(after);
        assertThat(browser.count("h1")).isEqualTo(1);
        assertThat(browser.count("details#history[open]")).isEqualTo(1);
        assertThat(browser.violations()).isEmpty();
    }

    /** It says one thing first, and fits the narrowest screen. */
    private List<String> mistakes(String language) {
        var found = new ArrayList<String>();
        if (browser.count("h1") != 1) {
            found.add("%s: %d headings".formatted(language, browser.count("h1")));
        }
        if (browser.truth(
                "return [...document.querySelectorAll('main input:not([type=hidden]), main select')]"
                        + ".some(control => control.type !== 'checkbox' && control.type !== 'radio' && control.offsetHeight < 44)")) {
            found.add("%s: a control too low for a finger".formatted(language));
        }
        for (var width : List.of(NARROWEST, PHONE)) {
            browser.show(width, false);
            if (browser.truth("const page = document.documentElement; return page.scrollWidth > page.clientWidth")) {
                found.add("%s: wider than %d px".formatted(language, width));
            }
            var broken = browser.text(BROKEN_WORDS);
            if (!broken.isEmpty()) {
                found.add("%s: words that do not fit at %d px: %s".formatted(language, width, broken));
            }
        }
        return found;
    }

    private List<String> violations(String language, int width, boolean dark) {
        browser.show(width, dark);
        return browser.violations().stream()
                .map(violation -> "%s %d px%s: %s".formatted(language, width, dark ? " dark" : "", violation))
                .toList();
    }
}
