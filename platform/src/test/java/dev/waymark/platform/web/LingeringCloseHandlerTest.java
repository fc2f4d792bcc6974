package dev.waymark.platform.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LingeringCloseHandlerTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec(), new LingeringCloseHandler());

    /** Whoever has sent everything waits for nothing. */
    @Test
    void connectionOfAWholeRequestClosesAtOnce() {
        receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        var unused = channel.pipeline().close();

        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"})
    void connectionWhoseClientStillSendsStaysOpenForAWhile(String part) {
        receive(part);
        channel.releaseInbound();

        var unused = channel.pipeline().close();
        receive("def");

        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.<Object>readInbound()).as("thrown away").isNull();
        channel.advanceTimeBy(5, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }
}
