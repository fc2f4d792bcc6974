package dev.waymark.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

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
}
