package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections on which a client lets us wait: for a request, for the end of its headers, for the end of its body. How
 * long an answer takes is not its concern, so live updates stay open.
 *
 * <p>Reactor Netty's own timeouts know no deadline for headers, and set a timer for each request; this looks at each
 * connection now and then.
 */
final class ConnectionDeadlines extends ChannelDuplexHandler {

    private enum Phase {
        IDLE,
        HEADERS,
        BODY,
        RESPONSE
    }

    private final ConnectionSettings settings;
    private Phase phase = Phase.IDLE;
    private long since = System.nanoTime();
    private int unanswered;
    private boolean responseStarted;
    private boolean decoded;
    private @Nullable Future<?> watch;

    ConnectionDeadlines(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var every = settings.shortest().dividedBy(2).toNanos();
        watch = context.executor().scheduleWithFixedDelay(() -> check(context), every, every, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (watch != null) {
            watch.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        decoded = true;
        if (message instanceof HttpRequest) {
            unanswered++;
            responseStarted = false;
            enter(Phase.BODY);
        }
        if (message instanceof LastHttpContent) {
            enter(unanswered > 0 ? Phase.RESPONSE : Phase.IDLE);
        }
        super.channelRead(context, message);
    }

    /** Bytes that made no message are the beginning of headers. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (!decoded && phase == Phase.IDLE) {
            enter(Phase.HEADERS);
        }
        decoded = false;
        super.channelReadComplete(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof HttpResponse response) || isFinal(response)) {
            responseStarted = true;
            if (message instanceof LastHttpContent && unanswered > 0 && --unanswered == 0 && phase == Phase.RESPONSE) {
                enter(Phase.IDLE);
            }
        }
        super.write(context, message, promise);
    }

    private static boolean isFinal(HttpResponse response) {
        return response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }

    private void enter(Phase next) {
        phase = next;
        since = System.nanoTime();
    }

    private void check(ChannelHandlerContext context) {
        var deadline = deadline();
        if (deadline == null || System.nanoTime() - since < deadline.toNanos()) {
            return;
        }
        if (phase == Phase.IDLE || (phase == Phase.BODY && responseStarted)) {
            var unused = context.close();
        } else {
            var unused = context.writeAndFlush(ProblemResponse.nettyResponse(Problem.REQUEST_TIMEOUT))
                    .addListener(ChannelFutureListener.CLOSE);
        }
        handlerRemoved(context);
    }

    private @Nullable Duration deadline() {
        return switch (phase) {
            case IDLE -> settings.idleTimeout();
            case HEADERS -> settings.headerTimeout();
            case BODY -> settings.bodyTimeout();
            case RESPONSE -> null;
        };
    }
}
