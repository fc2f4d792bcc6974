package dev.waymark.platform.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client still sends in two steps. A socket that is closed with bytes unread is reset, and the client
 * loses the answer that it has not read yet: so what comes is taken and thrown away for a while. (RFC 9112, section 9.6)
 */
final class LingeringCloseHandler extends ChannelDuplexHandler {

    private static final long LINGER_SECONDS = 5;

    private boolean decoded;
    private boolean receiving;
    private boolean lingering;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decoded = true;
        receiving = !(message instanceof LastHttpContent);
        if (lingering) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Bytes that made no message are the beginning of one. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        receiving |= !decoded;
        decoded = false;
        if (lingering) {
            context.read();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!receiving || lingering) {
            var unused = context.close(promise);
            return;
        }
        lingering = true;
        var unused = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput(context));
        var closing = context.executor().schedule(() -> end(context, promise), LINGER_SECONDS, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(_ -> closing.cancel(false));
    }

    private static void end(ChannelHandlerContext context, ChannelPromise promise) {
        var unused = context.close(promise);
    }

    private static void endOutput(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel socket
                && context.pipeline().get(SslHandler.class) == null) {
            var unused = socket.shutdownOutput();
        }
        context.read();
    }
}
