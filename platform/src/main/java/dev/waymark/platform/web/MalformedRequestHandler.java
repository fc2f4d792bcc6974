package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Stands behind Netty's decoder and before everything that answers with an empty body, or fails, on what it cannot read. A
 * request that is not HTTP becomes one that {@link MalformedRequestFilter} refuses, so that its refusal looks like any
 * other; an address is percent-encoded where its sender left that out; a preference that cannot be read is taken away,
 * for it does not count (RFC 9110, section 12.5).
 */
final class MalformedRequestHandler extends ChannelDuplexHandler {

    /** Of a request that this handler has put in place of a malformed one: the problem's name. */
    static final String REFUSED = "waymark-refused";

    /** Spring sorts no more than these. */
    private static final int MOST_MEDIA_TYPES = 50;

    private static final String CHARSET = "charset";

    private static final String LEGAL_IN_ADDRESS = "-._~!$&'()*+,;=:@/?";

    /** RFC 9112, section 3.2, without what no resolver knows. */
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");

    private static final int LAST_PORT = 65_535;

    private boolean discarding;
    private boolean answerBegun;
    private boolean answerEnded;
    private boolean closing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (discarding) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            answerBegun = false;
            answerEnded = false;
            read(context, request);
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            content.release();
            discarding = true;
            breakOff(context);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        answerBegun |= message instanceof HttpResponse response && !isInformational(response);
        answerEnded |= answerBegun && message instanceof LastHttpContent;
        var written = context.write(message, promise.unvoid());
        if (closing && answerEnded) {
            var unused = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static boolean isInformational(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void read(ChannelHandlerContext context, HttpRequest request) {
        var problem = problem(request);
        if (problem == null) {
            if (request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) > 0) {
                // An answer is in the version that we speak. (RFC 9110, section 2.5)
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
            }
            request.headers().remove(REFUSED);
            request.setUri(encoded(request.uri()));
            dropUnreadable(request.headers());
            context.fireChannelRead(request);
        } else {
            discarding = true;
            context.fireChannelRead(refused(request, problem));
            ReferenceCountUtil.release(request);
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private static @Nullable Problem problem(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return switch (request.decoderResult().cause()) {
                case TooLongHttpLineException _ -> Problem.ADDRESS_TOO_LONG;
                case TooLongHttpHeaderException _ -> Problem.HEADERS_TOO_LARGE;
                default -> Problem.BAD_REQUEST;
            };
        }
        var version = request.protocolVersion();
        if (version.protocolName().equals("HTTP") && version.majorVersion() != 1) {
            return Problem.HTTP_VERSION_UNSUPPORTED;
        }
        var isTarget = request.uri().startsWith("/")
                || request.uri().startsWith("http://")
                || request.uri().startsWith("https://")
                || (request.uri().equals("*") && request.method().equals(HttpMethod.OPTIONS));
        return isTarget && version.protocolName().equals("HTTP") && isHosted(request) ? null : Problem.BAD_REQUEST;
    }

    /** Exactly one host, of HTTP/1.0 none at most. */
    private static boolean isHosted(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        }
        var host = HOST.matcher(hosts.getFirst());
        return hosts.size() == 1
                && host.matches()
                && (host.group("port") == null || Integer.parseInt(host.group("port")) <= LAST_PORT);
    }

    /** Of the malformed one it keeps the address and what kind of answer is preferred, as far as these were read. */
    private static HttpRequest refused(HttpRequest malformed, Problem problem) {
        var uri = malformed.uri().startsWith("/") ? encoded(malformed.uri()) : "/";
        var refused = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
        for (var name : List.of(HttpHeaderNames.ACCEPT, HttpHeaderNames.ACCEPT_LANGUAGE)) {
            malformed.headers().getAll(name).forEach(value -> refused.headers().add(name, value));
        }
        dropUnreadable(refused.headers());
        refused.headers().set(HttpHeaderNames.HOST, "localhost").set(REFUSED, problem.name());
        return refused;
    }

    /** With every sign percent-encoded that may not stand in an address as it is, also a percent sign that escapes nothing. */
    static String encoded(String uri) {
        if (uri.equals("*")) {
            return "/";
        }
        StringBuilder encoded = null;
        for (var i = 0; i < uri.length(); i++) {
            var legal = isLegal(uri, i);
            if (!legal && encoded == null) {
                encoded = new StringBuilder(uri.substring(0, i));
            }
            if (encoded != null) {
                encoded.append(legal ? String.valueOf(uri.charAt(i)) : "%%%02X".formatted((int) uri.charAt(i)));
            }
        }
        return encoded == null ? uri : encoded.toString();
    }

    private static boolean isLegal(String uri, int i) {
        var sign = uri.charAt(i);
        return isLetterOrDigit(sign)
                || (sign == '%' && isHexDigit(uri, i + 1) && isHexDigit(uri, i + 2))
                || LEGAL_IN_ADDRESS.indexOf(sign) >= 0;
    }

    private static boolean isLetterOrDigit(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
    }

    private static boolean isHexDigit(String uri, int i) {
        return i < uri.length() && uri.charAt(i) < 0x80 && Character.digit(uri.charAt(i), 16) >= 0;
    }

    private static void dropUnreadable(HttpHeaders headers) {
        dropUnreadable(headers, HttpHeaderNames.ACCEPT.toString(), values -> {
            if (MediaType.parseMediaTypes(values).size() > MOST_MEDIA_TYPES) {
                throw new IllegalArgumentException();
            }
        });
        dropUnreadable(
                headers,
                HttpHeaderNames.ACCEPT_LANGUAGE.toString(),
                values -> values.forEach(value -> LanguageRange.parse(value)));
        dropRefused(headers);
        dropCharset(headers);
    }

    /** JSON has none, and pages are in the one that every browser reads. (RFC 8259, section 11; RFC 9110, section 12.5.2) */
    private static void dropCharset(HttpHeaders headers) {
        var values = headers.getAll(HttpHeaderNames.ACCEPT);
        if (values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(CHARSET))) {
            var types = MediaType.parseMediaTypes(values).stream()
                    .map(MalformedRequestHandler::withoutCharset)
                    .toList();
            headers.set(HttpHeaderNames.ACCEPT, MediaType.toString(types));
        }
    }

    private static MediaType withoutCharset(MediaType type) {
        var parameters = new LinkedHashMap<>(type.getParameters());
        parameters.keySet().removeIf(CHARSET::equalsIgnoreCase);
        return new MediaType(type, parameters);
    }

    /** Spring takes what is not acceptable at all for what is wanted least. (RFC 9110, section 12.4.2) */
    private static void dropRefused(HttpHeaders headers) {
        var values = headers.getAll(HttpHeaderNames.ACCEPT);
        if (values.stream().noneMatch(value -> value.contains("=0"))) {
            return;
        }
        var types = MediaType.parseMediaTypes(values);
        var accepted = types.stream().filter(type -> type.getQualityValue() > 0).toList();
        if (accepted.size() < types.size()) {
            headers.set(
                    HttpHeaderNames.ACCEPT,
                    accepted.isEmpty() ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.toString(accepted));
        }
    }

    private static void dropUnreadable(HttpHeaders headers, String name, Consumer<List<String>> parser) {
        var values = headers.getAll(name);
        if (!values.isEmpty()) {
            try {
                parser.accept(values);
            } catch (IllegalArgumentException unreadable) {
                headers.remove(name);
            }
        }
    }

    /**
     * A body that breaks off or is framed wrongly: nothing behind it can be told from it, so the connection ends, behind an
     * answer that has begun.
     */
    private void breakOff(ChannelHandlerContext context) {
        closing = true;
        if (!answerBegun) {
            answerBegun = true;
            var unused = context.writeAndFlush(ProblemResponse.nettyResponse(Problem.BAD_REQUEST))
                    .addListener(ChannelFutureListener.CLOSE);
        } else if (answerEnded) {
            var unused = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
