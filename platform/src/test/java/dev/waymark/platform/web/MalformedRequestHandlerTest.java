package dev.waymark.platform.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestHandlerTest {

    @ParameterizedTest
    @CsvSource({
        "/t/abc, /t/abc",
        "/t/abc%0A, /t/abc%0A",
        "/t/%, /t/%25",
        "/t/%z1?a=%2, /t/%25z1?a=%252",
        "/find?a=b|c&d={e}, /find?a=b%7Cc&d=%7Be%7D",
        "/a[1]#x, /a%5B1%5D%23x",
        "/\u00d0\u009f, /%D0%9F",
        "*, /"
    })
    void addressIsEncodedWhereItIsNot(String sent, String read) {
        assertThat(MalformedRequestHandler.encoded(sent)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept-Language: en_US",
                "Accept-Language: ru_RU.UTF-8",
                "Accept-Language: undefined",
                "Accept-Language: -",
                "Accept-Language: en-US,en;q=0,8",
                "Accept-Language: en;q=2",
                "Accept: all",
                "Accept: null",
                "Accept: text/html;charset=foo",
                "Accept: */*;q=2",
                "Accept: ;;;"
            })
    void preferenceThatCannotBeReadIsTakenAway(String header) {
        var read = read("GET / HTTP/1.1\r\nHost: a\r\nX-Other: 1\r\n" + header + "\r\n\r\n");

        assertThat(read.headers().names()).containsExactlyInAnyOrder("Host", "X-Other");
    }

    @Test
    void preferenceThatCanBeReadStays() {
        var read = read("GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html, */*;q=0.1\r\nAccept-Language: ru\r\n\r\n");

        assertThat(read.headers().names()).containsExactlyInAnyOrder("Host", "Accept", "Accept-Language");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html;q=0                     | application/problem+json
            */*; q=0.000                      | application/problem+json
            text/html;q=0, application/json   | application/json
            text/html, */*;q=0.5              | text/html, */*;q=0.5
            application/json;charset=utf-16   | application/json
            application/json;CHARSET="utf-32" | application/json
            text/html;charset=iso-8859-1;q=0.5, */*;q=0.1 | text/html;q=0.5, */*;q=0.1
            """)
    void whatIsNotAcceptableIsNotAsked(String sent, String read) {
        assertThat(read("GET / HTTP/1.1\r\nHost: a\r\nAccept: " + sent + "\r\n\r\n")
                        .headers()
                        .get("Accept"))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GARBAGE\\r\\n\\r\\n                                     | BAD_REQUEST
            GET / HTTP/1.1\\r\\n\\r\\n                              | BAD_REQUEST
            GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n    | BAD_REQUEST
            GET / HTTP/1.1\\r\\nHost: a:99999\\r\\n\\r\\n           | BAD_REQUEST
            GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n               | BAD_REQUEST
            CONNECT a:80 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n          | BAD_REQUEST
            GET / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: x\\r\\n\\r\\n | BAD_REQUEST
            GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n                 |
            GET / HTTP/1.1\\r\\nHost: [::1]:80\\r\\n\\r\\n          |
            GET / HTTP/1.0\\r\\n\\r\\n                              |
            GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n                 | HTTP_VERSION_UNSUPPORTED
            GET / HTTP/9.9\\r\\nHost: a\\r\\n\\r\\n                 | HTTP_VERSION_UNSUPPORTED
            GET / HTTP/0.9\\r\\n\\r\\n                              | HTTP_VERSION_UNSUPPORTED
            PRI * HTTP/2.0\\r\\n\\r\\n                              | HTTP_VERSION_UNSUPPORTED
            GET / FTP/1.1\\r\\nHost: a\\r\\n\\r\\n                  | BAD_REQUEST
            GET / HTTP/1.2\\r\\nHost: a\\r\\n\\r\\n                 |
            GET http://a/t HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n        |
            """)
    void whatIsNotHttpIsRefusedAsARequest(String sent, @Nullable String problem) {
        var read = read(sent.replace("\\r", "\r").replace("\\n", "\n"));

        assertThat(read.decoderResult().isSuccess()).isTrue();
        assertThat(read.headers().get(MalformedRequestHandler.REFUSED)).isEqualTo(problem);
        assertThat(read.protocolVersion()).isIn(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
    }

    @Test
    void longLineAndLongHeadersAreToldApart() {
        var line = read("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        var headers = read("GET /t/x HTTP/1.1\r\nAccept: text/html\r\nHost: a\r\nX: " + "a".repeat(9_000) + "\r\n\r\n");

        assertThat(line.headers().get(MalformedRequestHandler.REFUSED)).isEqualTo("ADDRESS_TOO_LONG");
        assertThat(headers.headers().get(MalformedRequestHandler.REFUSED)).isEqualTo("HEADERS_TOO_LARGE");
        assertThat(headers.uri()).isEqualTo("/t/x");
    }

    @Test
    void refusalCannotBeAskedFor() {
        var read = read("GET / HTTP/1.1\r\nHost: a\r\nWaymark-Refused: BAD_REQUEST\r\n\r\n");

        assertThat(read.headers().names()).containsExactly("Host");
    }

    @Test
    void bodyFramedWronglyIsAnsweredAndTheConnectionEnds() {
        var channel = new EmbeddedChannel(new HttpServerCodec(), new MalformedRequestHandler());

        channel.writeInbound(Unpooled.copiedBuffer(
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", ISO_8859_1));

        assertThat(written(channel)).startsWith("HTTP/1.1 400");
        assertThat(channel.isOpen()).isFalse();
    }

    /** Whoever refuses a request before its body has come may still be writing when the body turns out to be broken. */
    @Test
    void answerThatHasBegunIsFinishedFirst() {
        var channel = new EmbeddedChannel(new HttpServerCodec(), new MalformedRequestHandler());
        var broken = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
        var head = broken.length() - "zz\r\n".length();

        channel.writeInbound(Unpooled.copiedBuffer(broken.substring(0, head), ISO_8859_1));
        var answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN);
        answer.headers().set("Content-Length", 2);
        channel.writeOutbound(answer);
        channel.writeInbound(Unpooled.copiedBuffer(broken.substring(head), ISO_8859_1));
        assertThat(channel.isOpen()).isTrue();
        channel.writeOutbound(new DefaultLastHttpContent(Unpooled.copiedBuffer("no", ISO_8859_1)));

        assertThat(written(channel)).startsWith("HTTP/1.1 403").endsWith("no");
        assertThat(channel.isOpen()).isFalse();
    }

    private static String written(EmbeddedChannel channel) {
        var written = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            written.append(part.toString(ISO_8859_1));
            part.release();
        }
        return written.toString();
    }

    private static HttpRequest read(String sent) {
        var channel = new EmbeddedChannel(new HttpServerCodec(), new MalformedRequestHandler());
        channel.writeInbound(Unpooled.copiedBuffer(sent, ISO_8859_1));
        return channel.readInbound();
    }
}
