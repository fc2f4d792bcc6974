package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.DeliveryResult.SenderRefused;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.DeliveryResult.Unknown;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta Mail's dialogue with the server, which also knows how far it has come: its exceptions do not tell a reply to DATA
 * from a reply to the mail, and it waits equally long for each.
 */
final class SmtpDialogue extends SMTPTransport {

    /** RFC 5321, 3.8. */
    private static final int CLOSING = 421;

    private final SmtpSettings settings;
    private final KeptSocketFactory sockets;
    private SmtpStage stage = SmtpStage.CONNECT;
    private @Nullable SmtpReply reply;
    private boolean housekeeping;

    /** @param properties of Jakarta Mail, which this dialogue has for itself */
    SmtpDialogue(String protocol, Properties properties, SmtpSettings settings) {
        this(protocol, properties, settings, new KeptSocketFactory());
    }

    private SmtpDialogue(String protocol, Properties properties, SmtpSettings settings, KeptSocketFactory sockets) {
        super(
                Session.getInstance(with(sockets, protocol, properties)),
                new URLName(protocol, null, -1, null, null, null),
                protocol,
                "smtps".equals(protocol));
        this.settings = settings;
        this.sockets = sockets;
    }

    private static Properties with(KeptSocketFactory sockets, String protocol, Properties properties) {
        var own = new Properties();
        own.putAll(properties);
        var prefix = "mail." + protocol + ".";
        own.putIfAbsent(prefix + "socketFactory", sockets);
        own.setProperty(prefix + "socketFactory.fallback", "false");
        return own;
    }

    /** Begins the next mail. */
    void restart() {
        stage = SmtpStage.MAIL;
        reply = null;
    }

    SmtpStage stage() {
        return stage;
    }

    /** Whether the dialogue ended without a reply, or with one that ends it. */
    boolean isBrokenOff() {
        return reply == null || !reply.isFailure() || reply.code() == CLOSING;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        var next = SmtpStage.of(command);
        housekeeping = next.isEmpty();
        if (next.isPresent()) {
            stage = next.orElseThrow();
            reply = null;
        }
        try {
            sockets.waitFor(settings.timeout(stage));
        } catch (SocketException e) {
            throw new MessagingException("closed", e);
        }
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        var code = super.readServerResponse();
        if (!housekeeping) {
            reply = SmtpReply.of(stage, code, getLastServerResponse());
        }
        return code;
    }

    /** What became of the mail, or of the connection for it, when {@code failure} ended the dialogue. */
    DeliveryResult result(MessagingException failure) {
        if (reply != null && reply.isFailure()) {
            return reply.result();
        }
        var causes = causes(failure);
        var silent = isAmong(causes, SocketTimeoutException.class);
        if (isAmong(causes, UnknownHostException.class)) {
            return new Unavailable("smtp-dns");
        }
        if (isAmong(causes, ConnectException.class)) {
            return new Unavailable("smtp-connect");
        }
        var brokenOff = silent || isAmong(causes, SocketException.class) || isAmong(causes, EOFException.class);
        if (stage.compareTo(SmtpStage.TLS) <= 0 && isAmong(causes, SSLException.class) && !brokenOff) {
            return new SenderRefused("smtp-tls");
        }
        if (stage == SmtpStage.HELLO && getRequireStartTLS() && !isSSL() && !supportsExtension("STARTTLS")) {
            return new SenderRefused("smtp-tls-not-offered");
        }
        if (failure instanceof AuthenticationFailedException && stage != SmtpStage.AUTH) {
            // No word of it was sent: no password of ours, or no mechanism of theirs.
            return new SenderRefused("smtp-auth");
        }
        var reason = SmtpReply.reason(stage, silent ? "silence" : "cut");
        return stage == SmtpStage.END ? new Unknown(reason) : new Unavailable(reason);
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    }

    private static boolean isAmong(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    /** Knows the socket beneath, also once TLS is spoken over it: only it can be told for how long to wait. */
    private static final class KeptSocketFactory extends SocketFactory {

        private @Nullable Socket socket;

        void waitFor(Duration longest) throws SocketException {
            if (socket != null) {
                socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
            }
        }

        @Override
        public Socket createSocket() throws IOException {
            var fresh = new Socket();
            // Otherwise the last part of a mail waits for the acknowledgement of the one before.
            fresh.setTcpNoDelay(true);
            socket = fresh;
            return fresh;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }
}
