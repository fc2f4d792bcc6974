package dev.waymark.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Requests of which something is odd: the line, the path, the query, a header, a form or the JSON. */
final class MalformedRequests {

    /** What a link's token looks like; the tests look for it in the log. */
    static final String TOKEN = "SecretTokenInALink4711";

    private static final List<String> GETS = List.of(
            "/",
            "/find",
            "/sign-in",
            "/sign-in/code",
            "/orders",
            "/orders/A-1",
            "/orders/A-1/fragment",
            "/orders/A-1/events",
            "/support",
            "/support/orders/A-1",
            "/support/quarantine",
            "/support/quarantine/x",
            "/problems/not-found",
            "/assets/waymark.css",
            "/t/" + TOKEN,
            "/t/" + TOKEN + "/fragment",
            "/t/" + TOKEN + "/events",
            "/api/openapi.json",
            "/api/t/" + TOKEN,
            "/api/my/orders",
            "/api/my/orders/A-1",
            "/api/support/orders/A-1",
            "/api/support/quarantine",
            "/api/support/couriers",
            "/api/orders/A-1",
            "/api/shipments/cdek/1",
            "/nowhere",
            "/api/couriers/candidates?trackingNumber=1",
            "/webhooks/waymark",
            "/webhooks/inpost",
            "/local/mail");
    private static final List<String> FORMS = List.of(
            "/find", "/sign-in", "/sign-in/code", "/sign-out", "/support", "/t/" + TOKEN, "/support/quarantine");
    private static final List<String> JSONS = List.of(
            "/api/find",
            "/api/orders",
            "/api/orders/A-1/shipments",
            "/api/couriers/dry-run",
            "/api/support/search",
            "/api/support/quarantine/replay",
            "/api/t/" + TOKEN + "/renewal",
            "/webhooks/waymark",
            "/webhooks/cdek/x",
            "/webhooks/waymark/token");
    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "G\u00e9T",
            "",
            "\u0000");

    /** RFC 9110, and what proxies, browsers and our own doors read beside it. */
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Accept-Ranges",
            "Allow",
            "Authentication-Info",
            "Authorization",
            "Connection",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Location",
            "Content-Range",
            "Content-Type",
            "Cookie",
            "Date",
            "ETag",
            "Expect",
            "Forwarded",
            "From",
            "Host",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Last-Event-ID",
            "Last-Modified",
            "Location",
            "Max-Forwards",
            "Origin",
            "Proxy-Authorization",
            "Range",
            "Referer",
            "Retry-After",
            "Server",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "User-Agent",
            "Vary",
            "Via",
            "WWW-Authenticate",
            "X-API-Key",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-HTTP-Method-Override",
            "traceparent",
            "waymark-refused",
            "webhook-id");

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "*",
            "-",
            "--",
            ",",
            ",,,",
            ";",
            ";;;",
            "=",
            "\"",
            "\"\"",
            "W/\"",
            "%",
            "%00",
            "%ZZ",
            "/",
            "//",
            ":",
            "::1",
            "[",
            "[::1",
            "a",
            "all",
            "null",
            "undefined",
            "true",
            "-1",
            "0x10",
            "1,2",
            "1e999",
            "NaN",
            "99999999999999999999",
            "en_US",
            "ru_RU.UTF-8",
            "en-US,en;q=0,8",
            "en;q=2",
            "*/*;q=2",
            "text/html;charset=foo",
            "text/html; charset=\"",
            "application/json;",
            "multipart/form-data",
            "text/css",
            "bytes=9-1",
            "bytes=a-b",
            "Mon, 99 Foo 2026",
            "Basic %",
            "Bearer",
            "bearer  x",
            "a=b; a=b;;=",
            "http://[",
            "https://a:99999",
            "websocket",
            "100-continue",
            "close, upgrade",
            "\u0001",
            "\u007f",
            "\u0080\u00ff",
            "\t",
            "\u00d0\u009f",
            "x".repeat(3_000),
            "a,".repeat(400));
    private static final List<String> SNIPPETS = List.of(
            "%",
            "%2",
            "%25",
            "%2F",
            "%2f%2e%2e%2f",
            "%2E",
            "%00",
            "%0A",
            "%0d%0a",
            "%FF",
            "%C0%80",
            "%u0041",
            ";",
            ";a=b",
            "//",
            "/./",
            "/../",
            "\\",
            "|",
            "{",
            "}",
            "^",
            "`",
            "<",
            ">",
            "\"",
            "#",
            "?",
            "&",
            "&&",
            "=",
            "[",
            "]",
            "[]",
            "+",
            "@",
            ":",
            "~",
            "!",
            "*",
            "'",
            "\u00e9",
            "\u0080",
            "\u00d0\u009f",
            "\u007f",
            "\t",
            "x".repeat(300),
            "%F0%9F%93%A6",
            "..",
            ".",
            "$",
            ",");
    private static final List<String> JSON = List.of(
            "",
            " ",
            "{",
            "}",
            "[",
            "[]",
            "{}",
            "null",
            "true",
            "1",
            "\"\"",
            "\"",
            "{\"a\":1}",
            "{\"query\":false}",
            "{\"query\":1,\"query\":2}",
            "{\"number\":false,\"contact\":\"a@example.com\"}",
            "{\"number\":\"1\",\"contact\":\"a@example.com\",\"more\":1}",
            "{\"number\":\"1\",\"contact\":\"\u0000\"}",
            "{\"number\":{}}",
            "{\"number\":[]}",
            "{\"number\":null}",
            "{\"courier\":false}",
            "{\"payload\":1}",
            "{\"payload\":\"x\",\"headers\":[]}",
            "{\"payload\":\"{}\",\"courier\":\"cdek\",\"mapping\":\"\"}",
            "{\"orderNumber\":\"A/../B\",\"placedAt\":0}",
            "{\"orderNumber\":1e400}",
            "{\"shipments\":{}}",
            "{\"shipments\":[null,1]}",
            "{\"a\":NaN}",
            "{'a':1}",
            "{\"a\":1} {}",
            "{\"a\":\"\\ud800\"}",
            "\ufeff{}",
            "[".repeat(600),
            "{\"a\":".repeat(600),
            "{\"a\":1e999999999}",
            "9".repeat(2_000),
            "\u00ff\u00fe",
            "{\"\":\"\"}");

    private final Random random;
    private final String apiKey;
    private final List<String> cookies;

    /** @param cookies of those who are signed in */
    MalformedRequests(long seed, String apiKey, List<String> cookies) {
        this.random = new Random(seed);
        this.apiKey = apiKey;
        this.cookies = cookies;
    }

    /** The next one, whole: the server never has to wait for more of it. */
    byte[] next() {
        var text = switch (random.nextInt(8)) {
            case 0 -> request(one(METHODS), one(GETS), "");
            case 1, 2 -> request("GET", path(one(GETS)), "");
            case 3 -> body(one(FORMS), "application/x-www-form-urlencoded", form());
            case 4 -> body(one(JSONS), random.nextInt(8) == 0 ? one(VALUES) : "application/json", json());
            case 5 -> line();
            default -> request(random.nextInt(8) == 0 ? "HEAD" : "GET", one(GETS), header());
        };
        return text.getBytes(ISO_8859_1);
    }

    private String path(String route) {
        var path = new StringBuilder(route);
        for (var i = random.nextInt(3); i >= 0; i--) {
            path.insert(1 + random.nextInt(path.length()), one(SNIPPETS));
        }
        if (random.nextInt(3) == 0) {
            path.append(one(List.of("?lang=", "?query=", "?limit=", "?cursor=", "?lastEventId=", "?show=")))
                    .append(one(SNIPPETS));
        }
        return path.toString();
    }

    private String form() {
        var form = new StringBuilder();
        for (var name : List.of("number", "contact", "code", "query", "courier", one(SNIPPETS))) {
            form.append(name).append('=').append(one(SNIPPETS)).append('&');
        }
        return form.toString();
    }

    /** As its UTF-8 bytes, each a char. */
    private String json() {
        return new String(one(JSON).getBytes(UTF_8), ISO_8859_1);
    }

    private String header() {
        var name = one(HEADERS);
        var value = one(VALUES);
        return name + (random.nextInt(20) == 0 ? " :" : ": ") + value + "\r\n";
    }

    /** Of the first line, or of the frame, something is broken. */
    private String line() {
        return one(List.of(
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /find\r\n\r\n",
                "GET /find HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET find HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /find FTP/1.1\r\nHost: a\r\n\r\n",
                "GET  /find  HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /t/" + TOKEN + " HTTP/1.1\r\n\r\n",
                "GET /t/" + TOKEN + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /t/" + TOKEN + "?" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /t/" + TOKEN + " HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                "GET /t/" + TOKEN + " HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n",
                "GET /t/" + TOKEN + " HTTP/1.1\r\nHost: a\r\n: no name\r\n\r\n",
                "GET /t/" + TOKEN + " HTTP/1.1\r\nHost: a\r\nA\u0000: b\r\n\r\n",
                "GET /t/" + TOKEN + " HTTP/1.1\r\nHost: a\r\nA: \u0000\r\n\r\n",
                "GET http://a:99999/find HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http:///find HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://[/find HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /find HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /t/" + TOKEN + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "POST /webhooks/waymark HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nG\r\n",
                "POST /find HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
                "POST /find HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"));
    }

    private String body(String path, String type, String body) {
        return request("POST", path, "Content-Type: %s\r\nContent-Length: %d\r\n".formatted(type, body.length()))
                + body;
    }

    private String request(String method, String path, String headers) {
        var host = headers.startsWith("Host") ? "" : "Host: localhost\r\n";
        return "%s %s HTTP/1.1\r\n%s%s%s\r\n".formatted(method, path, host, credentials(path), headers);
    }

    /** So that what is behind a door is reached as well; and now and then a browser. */
    private String credentials(String path) {
        var accept = random.nextInt(3) == 0 ? "Accept: text/html\r\n" : "";
        var idempotency = "Idempotency-Key: " + random.nextLong() + "\r\n";
        return random.nextInt(4) == 0
                ? accept
                : accept
                        + (path.startsWith("/api/") && !cookies.isEmpty() && random.nextBoolean()
                                ? "Cookie: " + one(cookies) + "\r\n"
                                : "Authorization: Bearer " + apiKey + "\r\n" + idempotency);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
