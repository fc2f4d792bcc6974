package dev.waymark.platform.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import reactor.netty.channel.ChannelOperations;

/**
 * Hands on the requests of a connection one after the other, each when the one before it is over. (RFC 9112, section 9.3.2)
 *
 * <p>A client that has the whole answer sends its next request while the server still winds up the last one. Reactor Netty's
 * own queue does not answer what comes so early with {@code Connection: close}, and reads nothing more behind what it answers
 * at once. (reactor-netty, issue 4361)
 */
final class PipelinedRequestHandler extends ChannelInboundHandlerAdapter {

    private final Queue<Object> waiting = new ArrayDeque<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (waiting.isEmpty() && !isEarly(context, message)) {
            context.fireChannelRead(message);
        } else {
            waiting.add(message);
            // Whoever sends on and on must wait until we are there.
            context.channel().config().setAutoRead(false);
        }
    }

    /** Reactor Netty fires one when a request is over. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event);
        if (!waiting.isEmpty()) {
            context.executor().execute(() -> handOn(context));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void handOn(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && !isEarly(context, waiting.element())) {
            context.fireChannelRead(waiting.remove());
        }
        context.fireChannelReadComplete();
    }

    private static boolean isEarly(ChannelHandlerContext context, Object message) {
        return message instanceof HttpRequest && ChannelOperations.get(context.channel()) != null;
    }
}
