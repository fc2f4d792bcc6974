package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.Routes;
import dev.waymark.gateway.audit.AuditRecords;
import dev.waymark.gateway.audit.AuditRecords.AuditFilter;
import dev.waymark.gateway.signin.SessionPrincipal.Role;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;

/** The second step of staff, through the pages, with an authenticator app that reads the QR code off them. */
@WithStore
class SecondFactorIT {

    private static final String STEP_TWO = "/sign-in/second-factor";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PIXELS = 6;
    private static final Pattern MODULE = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z");

    private final RunningGateway gateway = RunningGateway.shared();
    private final FormBrowser browser = new FormBrowser(gateway);
    private final String personRef = UUID.randomUUID().toString();

    @Test
    void codeByMailAloneLeadsToTheSecondStepAndNotToTheDesk() {
        new Orders(gateway).person(RunningGateway.OPERATOR, personRef, "EMAIL", false);

        browser.send(browser.form("/sign-in", "/sign-in"), Map.of("contact", RunningGateway.OPERATOR));
        browser.send(
                browser.form("/sign-in/code", "/sign-in/code"),
                Map.of("code", browser.codeSentTo(RunningGateway.OPERATOR)));

        assertThat(browser.open("/support").getResponseHeaders().getLocation()).hasPath(STEP_TWO);
        assertThat(browser.page(STEP_TWO).select("h1").text()).isEqualTo("Set up a second step");
    }

    @Test
    void appThatReadTheQrCodeOpensTheDeskInASessionOfAnotherName() throws Exception {
        begin();
        var before = browser.cookies().get("waymark");
        var page = browser.page(STEP_TWO);
        var uri = UriComponentsBuilder.fromUriString(qrCode(page)).build();

        var secret = uri.getQueryParams().getFirst("secret");
        assertThat(page.select(".key span").eachText()).hasSize(8).allMatch(group -> group.length() == 4);
        assertThat(String.join("", page.select(".key span").eachText())).isEqualTo(secret);
        assertThat(page.select("[href^=otpauth]").attr("href")).isEqualTo(qrCode(page));
        var codes = Jsoup.parse(prove(page, code(secret, 0)).getResponseBody()).select(".recovery code");

        assertThat(codes).hasSize(10);
        assertThat(browser.open("/support").getStatus().value()).isEqualTo(200);
        assertThat(browser.open(STEP_TWO).getResponseHeaders().getLocation()).hasPath("/support");
        assertThat(browser.cookies().get("waymark")).isNotEqualTo(before);
        browser.cookies().put("waymark", before);
        assertThat(browser.open("/support").getResponseHeaders().getLocation()).hasPath("/sign-in");
    }

    @Test
    void nextSignInAsksForACodeThatWasNotUsedBefore() throws Exception {
        var secret = enrolled();
        begin();
        var page = browser.page(STEP_TWO);

        assertThat(page.select("svg.qr, .key")).isEmpty();
        assertThat(error(prove(page, code(secret, 0)))).startsWith("The code did not match or was used before");
        assertThat(error(prove(page, "000 00"))).startsWith("The code did not match");
        // Typed as apps show it.
        var next = code(secret, 1);
        assertThat(prove(page, next.substring(0, 3) + " " + next.substring(3))
                        .getResponseHeaders()
                        .getLocation())
                .hasPath("/support");
        begin();
        assertThat(prove(browser.page(STEP_TWO), next).getStatus().value()).isEqualTo(422);
    }

    @Test
    void eachRecoveryCodeOpensTheDeskOnce() throws Exception {
        begin();
        var page = browser.page(STEP_TWO);
        var codes = Jsoup.parse(prove(page, code(secret(page), 0)).getResponseBody())
                .select(".recovery code")
                .eachText();

        begin();
        assertThat(prove(browser.page(STEP_TWO), codes.get(3).toUpperCase(Locale.ROOT))
                        .getResponseHeaders()
                        .getLocation())
                .hasPath("/support");
        begin();
        assertThat(prove(browser.page(STEP_TWO), codes.get(3)).getStatus().value())
                .isEqualTo(422);
        // Nor do ten right ones count against the member.
        for (var code : codes) {
            if (!code.equals(codes.get(3))) {
                begin();
                assertThat(prove(browser.page(STEP_TWO), code).getStatus().value())
                        .isEqualTo(303);
            }
        }
    }

    @Test
    void whoeverTriesTenTimesWaitsHoweverManySessionsTheyBegin() throws Exception {
        var secret = enrolled();
        for (var i = 0; i < 10; i++) {
            begin();
            assertThat(prove(browser.page(STEP_TWO), "00000" + i).getStatus().value())
                    .isEqualTo(422);
        }

        begin();
        var late = prove(browser.page(STEP_TWO), code(secret, 1));

        assertThat(late.getStatus().value()).isEqualTo(429);
        assertThat(late.getResponseHeaders().getFirst("Retry-After")).isNotNull();
        assertThat(Jsoup.parse(late.getResponseBody()).select("[role=alert] h2").text())
                .startsWith("Too many attempts");
    }

    @Test
    void secretOnOfferIsOfItsSessionOnlyAndAWrongCodeDoesNotChangeIt() throws Exception {
        begin();
        var page = browser.page(STEP_TWO);
        var again = Jsoup.parse(prove(page, "000000").getResponseBody());
        assertThat(secret(again)).isEqualTo(secret(page)).isEqualTo(secret(browser.page(STEP_TWO)));

        begin();
        assertThat(prove(browser.page(STEP_TWO), code(secret(page), 0))
                        .getStatus()
                        .value())
                .isEqualTo(422);
    }

    @Test
    void withoutItNoRouteOfTheDeskIsOpen() {
        var session = gateway.signedIn(personRef, Role.ADMINISTRATOR, false);

        for (var route : Routes.of(Access.SUPPORT, Access.ADMINISTRATOR)) {
            gateway.client()
                    .mutate()
                    .filter(gateway.formTokens())
                    .build()
                    .method(route.method())
                    .uri(route.pattern().replaceAll("\\{[a-zA-Z]+}", "a"))
                    .cookie("waymark", session)
                    .contentType(
                            route.pattern().startsWith("/api/")
                                    ? MediaType.APPLICATION_JSON
                                    : MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .bodyValue(route.pattern().startsWith("/api/") ? "{}" : "")
                    .exchange()
                    .expectStatus()
                    .isForbidden()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("second-factor-required");
        }
    }

    @Test
    void administratorResetsItAndTheMemberSetsUpAnother() throws Exception {
        var contact = UUID.randomUUID() + "@shop.example";
        new Orders(gateway).person(contact, personRef, "EMAIL", false);
        enrolled();

        var done = reset(contact, "p-head");

        assertThat(Jsoup.parse(done.getResponseBody()).select("[role=status]").text())
                .startsWith("The second step is reset");
        assertThat(browser.open("/support").getResponseHeaders().getLocation()).hasPath("/sign-in");
        begin();
        assertThat(browser.page(STEP_TWO).select("svg.qr")).hasSize(1);
    }

    @Test
    void whoHasNoneIsNotResetAndStaysSignedIn() {
        var contact = UUID.randomUUID() + "@shop.example";
        var head = "p-" + UUID.randomUUID();
        new Orders(gateway).person(contact, personRef, "EMAIL", false);
        browser.cookies().put("waymark", gateway.signedIn(personRef, Role.CUSTOMER));

        var done = reset(contact, head);

        assertThat(Jsoup.parse(done.getResponseBody()).select("[role=status]").text())
                .startsWith("There was no second step to reset");
        assertThat(browser.open("/account").getStatus().value()).isEqualTo(200);
        var other = new FormBrowser(gateway);
        other.cookies().put("waymark", gateway.signedIn(head, Role.ADMINISTRATOR));
        assertThat(other.open("/support/audit").getStatus().value()).isEqualTo(200);
        assertThat(audited(head, 1)).containsExactly("AUDIT_VIEWED ADMINISTRATOR ");
    }

    @Test
    void storeHoldsNeitherSecretNorRecoveryCode() throws Exception {
        begin();
        var page = browser.page(STEP_TWO);
        var codes = Jsoup.parse(prove(page, code(secret(page), 0)).getResponseBody())
                .select(".recovery code")
                .eachText();

        var stored = Flux.from(gateway.context()
                        .getBean(MongoDatabase.class)
                        .getCollection("second-factors")
                        .find())
                .map(org.bson.Document::toJson)
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(stored).anyMatch(document -> document.contains(personRef));
        assertThat(stored).noneMatch(document -> document.contains(secret(page)));
        assertThat(stored)
                .noneMatch(document -> codes.stream()
                        .anyMatch(code -> document.contains(code) || document.contains(code.replace("-", ""))));
    }

    @Test
    void auditHasTheSecondStepItsWrongCodesAndItsReset() throws Exception {
        var contact = UUID.randomUUID() + "@shop.example";
        var head = "p-" + UUID.randomUUID();
        new Orders(gateway).person(contact, personRef, "EMAIL", false);
        enrolled();
        begin();
        prove(browser.page(STEP_TWO), "000000");

        reset(contact, head);

        assertThat(audited(personRef, 2)).containsExactly("SIGN_IN_REJECTED CUSTOMER ", "SIGNED_IN SUPPORT ");
        assertThat(audited(head, 1)).containsExactly("SECOND_FACTOR_RESET ADMINISTRATOR " + personRef);
    }

    private EntityExchangeResult<String> reset(String contact, String administrator) {
        var head = new FormBrowser(gateway);
        head.cookies().put("waymark", gateway.signedIn(administrator, Role.ADMINISTRATOR));
        return head.send(
                head.form("/support/sessions", "/support/sessions"),
                "/support/second-factor",
                Map.of("contact", contact));
    }

    /** What the audit has of {@code actor} once it has {@code count} records, the newest first. */
    private List<String> audited(String actor, int count) {
        var audit = gateway.context().getBean(AuditRecords.class);
        return await().until(
                        () -> audit
                                .find(new AuditFilter(actor, null, null), null, 10)
                                .block(Duration.ofSeconds(30))
                                .records()
                                .stream()
                                .map(record -> record.kind() + " " + record.role() + " " + record.subject())
                                .toList(),
                        records -> records.size() == count);
    }

    /** A new session of the member, begun by a code by mail. */
    private void begin() {
        browser.cookies().put("waymark", gateway.signedIn(personRef, Role.SUPPORT, false));
    }

    /** The secret of an app that was set up, with the code of this moment. */
    private String enrolled() throws Exception {
        begin();
        var page = browser.page(STEP_TWO);
        assertThat(prove(page, code(secret(page), 0)).getStatus().value()).isEqualTo(200);
        return secret(page);
    }

    private EntityExchangeResult<String> prove(Document page, String code) {
        return browser.send(page.expectFirst("form[action=" + STEP_TWO + "]"), Map.of("code", code));
    }

    private static String error(EntityExchangeResult<String> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(422);
        return Jsoup.parse(answer.getResponseBody()).select("#code-error").text();
    }

    private static String secret(Document page) {
        return String.join("", page.select(".key span").eachText());
    }

    /** The code that an app shows {@code steps} of 30 seconds from now. */
    private static String code(String secret, int steps) throws Exception {
        var bits = new BigInteger(
                "1"
                        + IntStream.range(0, secret.length())
                                .mapToObj(at -> Integer.toBinaryString(32 + BASE_32.indexOf(secret.charAt(at)))
                                        .substring(1))
                                .reduce("", String::concat),
                2);
        var bytes = bits.toByteArray();
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(Arrays.copyOfRange(bytes, 1, bytes.length), "HmacSHA1"),
                        Instant.now().plusSeconds(30L * steps));
    }

    /** What a camera reads of the image on {@code page}. */
    private static String qrCode(Document page) throws Exception {
        var image = page.expectFirst("svg.qr");
        var size =
                Integer.parseInt(List.of(image.attr("viewBox").split(" ", -1)).getLast()) * PIXELS;
        var pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffff);
        MODULE.matcher(image.expectFirst(".ink").attr("d")).results().forEach(module -> {
            for (var y = 0; y < PIXELS; y++) {
                var from = (Integer.parseInt(module.group(2)) * PIXELS + y) * size
                        + Integer.parseInt(module.group(1)) * PIXELS;
                Arrays.fill(pixels, from, from + PIXELS, 0);
            }
        });
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels))),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
