package dev.waymark.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A visitor without scripts: follows links, keeps cookies, sends forms as they are. */
final class Browser {

    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    private static final Pattern HIDDEN = Pattern.compile("<input(?=[^>]*type=\"hidden\")[^>]*>");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

    private final URI gateway;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Browser(URI gateway) {
        this.gateway = gateway;
    }

    HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return http.send(
                request(path).header("accept", "text/html").GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                request(path).header("accept", "application/json").GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET %s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Fills in the form of the page at {@code formPath} and sends it to {@code action}. */
    HttpResponse<String> submit(String formPath, String action, Map<String, String> typed)
            throws IOException, InterruptedException {
        var fields = new LinkedHashMap<>(hiddenFields(page(formPath).body()));
        fields.putAll(typed);
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return http.send(
                request(action)
                        .header("accept", "text/html")
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("accept", "application/json")
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** By the code that is mailed to {@code contact}, which it gives back. */
    String signIn(LocalSystem system, String contact) throws IOException, InterruptedException {
        var mailbox = new Mailbox(system.mail().imapPort(), contact);
        var before = codes(mailbox).size();
        submit("/sign-in", "/sign-in", Map.of("contact", contact));
        await().atMost(Duration.ofSeconds(30)).until(() -> codes(mailbox).size() > before);
        var code = codes(mailbox).get(before);
        submit("/sign-in/code", "/sign-in/code", Map.of("code", code));
        return code;
    }

    private static List<String> codes(Mailbox mailbox) {
        return mailbox.mails().stream()
                .filter(mail -> !mail.text().contains("/t/"))
                .flatMap(mail -> CODE.matcher(mail.text()).results().limit(1))
                .map(MatchResult::group)
                .toList();
    }

    /** The lines of an event stream, as they come. */
    HttpResponse<java.util.stream.Stream<String>> stream(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("accept", "text/event-stream")
                .GET()
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private static Map<String, String> hiddenFields(String html) {
        var fields = new LinkedHashMap<String, String>();
        var hidden = HIDDEN.matcher(html);
        while (hidden.find()) {
            var name = NAME.matcher(hidden.group());
            var value = VALUE.matcher(hidden.group());
            if (name.find() && value.find()) {
                fields.put(name.group(1), value.group(1));
            }
        }
        return fields;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
