package dev.waymark.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A Chromium without a window, of this machine: nothing is ever downloaded. */
final class Browser implements AutoCloseable {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final int HEIGHT = 900;

    private final ChromeDriver driver;
    private final String site;

    private Browser(ChromeDriver driver, String site) {
        this.driver = driver;
        this.site = site;
    }

    static boolean isHere() {
        return chromium().isPresent() && chromedriver().isPresent();
    }

    static Browser at(String site) throws IOException {
        // Cleared away with the rest of target: the browser may still write there when it has been told to quit.
        var profile = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chromium-");
        var options = new ChromeOptions()
                .setBinary(chromium().orElseThrow().toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile.toAbsolutePath());
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver().orElseThrow().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(ENOUGH).pageLoadTimeout(ENOUGH);
        // Once for all pages: it is half a megabyte.
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", axeScript()));
        return new Browser(driver, site);
    }

    void open(String path) {
        driver.get(site + path);
    }

    /** Fills in the form of the page and sends it, whatever the browser itself thinks of the fields. */
    void send(Map<String, String> typed) {
        var form = "document.querySelector('main form')";
        typed.forEach((field, text) ->
                driver.executeScript("%s.elements[arguments[0]].value = arguments[1]".formatted(form), field, text));
        driver.executeScript("window.sent = true; %s.submit()".formatted(form));
        await().atMost(ENOUGH).until(() -> truth("return !window.sent && document.readyState === 'complete'"));
    }

    /** As wide as told, in daylight or at night. */
    void show(int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** What axe objects to, one line for each element: the rule, the element, what is wrong with it. */
    List<String> violations() {
        var found = driver.executeAsyncScript("""
                const tell = arguments[arguments.length - 1];
                axe.run(document, {
                  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                  rules: { "target-size": { enabled: true } },
                  resultTypes: ["violations"],
                  iframes: false
                }).then(
                  (said) => tell(said.violations.flatMap((rule) => rule.nodes.map(
                    (node) => `${rule.id} ${node.html.slice(0, 120)} ${node.failureSummary.replace(/\\s+/g, " ")}`))),
                  (failure) => tell([String(failure)]));
                """);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    long count(String selector) {
        return (Long) Objects.requireNonNull(
                driver.executeScript("return document.querySelectorAll(arguments[0]).length", selector));
    }

    void run(String script) {
        driver.executeScript(script);
    }

    boolean truth(String script, Object... arguments) {
        return Boolean.TRUE.equals(driver.executeScript(script, arguments));
    }

    String text(String script, Object... arguments) {
        return String.valueOf(driver.executeScript(script, arguments));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    private static Optional<Path> chromedriver() {
        return onPath("chromedriver");
    }

    private static Optional<Path> onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String axeScript() {
        try (var script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
