package dev.waymark.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.wording.Language;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private ConfigurableApplicationContext preview;
    private WebTestClient browser;

    @BeforeAll
    void start() {
        preview = PagesPreview.application().run();
        browser = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + preview.getEnvironment().getProperty("local.server.port"))
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterAll
    void stop() {
        preview.close();
    }

    static Stream<String> states() {
        return SampleOrders.all().keySet().stream();
    }

    @Test
    void questionToTheShopBeginsWithTheOrderItIsAbout() {
        assertThat(helpOn("/t/moved?lang=en")).isEqualTo("mailto:help@lavka.example?subject=Order%20%C2%B7%C2%B742");
        assertThat(helpOn("/orders/moved?lang=en")).isEqualTo("mailto:help@lavka.example?subject=Order%2010042");
        assertThat(helpOn("/find")).isEqualTo("mailto:help@lavka.example");
    }

    /** Whoever proves a second factor is on the way to the desk, and not to orders of their own. */
    @Test
    void secondFactorPageLeadsToNoOrders() {
        var html = browser.get()
                .uri("/sign-in/second-factor?lang=en")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(Jsoup.parse(html).select("header form.out")).hasSize(1);
        assertThat(Jsoup.parse(html).select("header nav a[href=/orders]")).isEmpty();
    }

    private String helpOn(String path) {
        var html = browser.get()
                .uri(path)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return Jsoup.parse(html).select("footer a[href^=mailto]").attr("href");
    }

    @ParameterizedTest
    @MethodSource("states")
    void guestPageSaysOneThingFirstAndNothingOfAPerson(String state) {
        var html = new String(
                browser.get()
                        .uri("/t/" + state)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent(),
                StandardCharsets.UTF_8);

        var page = Jsoup.parse(html);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("html").attr("lang")).isEqualTo("ru");
        assertThat(page.select("[style], script:not([src])")).isEmpty();
        assertThat(html).doesNotContain("Петрова", "anna@", "9161234542", "Ленина", "1011234567");
    }

    static Stream<Visit> visits() {
        return PagesBrowserIT.allPages().filter(visit -> !visit.isSent());
    }

    @ParameterizedTest
    @MethodSource("visits")
    void everyPageComesOutInEveryLanguage(Visit visit) {
        for (var language : Language.all()) {
            var page = Jsoup.parse(open(visit, language.code()));

            assertThat(page.select("html").attr("lang")).isEqualTo(language.code());
            assertThat(page.select("h1")).hasSize(1);
        }
    }

    @Test
    void languageThatIsOnlyFilesHasAPageOfItsOwn() {
        var page = Jsoup.parse(open(Visit.to("/t/moved"), "de"));

        assertThat(plain(page.select("h1").text()))
                .isEqualTo("Ihr Paket ist unterwegs, erwartet morgen, 14. Mai, 14–18 Uhr");
        assertThat(page.select(".tag").text()).isEqualTo("Unterwegs");
        assertThat(plain(page.select("s").text())).isEqualTo("12. Mai");
        assertThat(page.select(".fresh").text()).contains("Stand 12:05 Uhr.");
    }

    @Test
    void whatALanguageLacksIsInTheRootLanguage() {
        var page = Jsoup.parse(open(Visit.to("/support"), "de"));

        assertThat(page.select("label[for=query]").text()).isEqualTo("Find an order");
    }

    @Test
    void switchOffersEveryOtherLanguage() {
        var page = Jsoup.parse(open(Visit.to("/t/moved"), "en"));

        assertThat(page.select("nav a[hreflang]").eachAttr("hreflang")).containsExactly("de", "ru");
        assertThat(page.select("nav a[hreflang]").eachText()).containsExactly("Deutsch", "Русский");
        assertThat(page.select("nav a[hreflang=de]").attr("href")).isEqualTo("/t/moved?lang=de");
    }

    @Test
    void browserChoosesAmongAllLanguages() {
        var answer = browser.get()
                .uri("/find")
                .header("Accept-Language", "fr, de;q=0.9, en;q=0.5")
                .exchange();

        assertThat(Jsoup.parse(text(answer)).select("html").attr("lang")).isEqualTo("de");
    }

    private String open(Visit visit, String language) {
        var uri = visit.path() + (visit.path().contains("?") ? "&" : "?") + "lang=" + language;
        return text(browser.get().uri(uri).exchange());
    }

    private static String text(WebTestClient.ResponseSpec answer) {
        var result = answer.expectStatus()
                .value(status -> assertThat(status).isLessThan(500))
                .expectBody()
                .returnResult();
        return new String(result.getResponseBodyContent(), StandardCharsets.UTF_8);
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
