package dev.waymark.local.sms;

import dev.waymark.local.LatestFirst;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator's SMS centre that takes any message for any number but those that end in six zeros, from anybody who binds. */
public final class SmsInbox implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SmsInbox.class);
    private static final int BIND_WITHIN_MILLIS = 5_000;

    private final SMPPServerSessionListener listener;
    private final ServerSocket socket;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
    private final LatestFirst<ReceivedSms> messages = new LatestFirst<>();

    private SmsInbox(SMPPServerSessionListener listener, ServerSocket socket, Clock clock) {
        this.listener = listener;
        this.socket = socket;
        this.clock = clock;
    }

    /** Listens on {@code port}, or on any free one for 0. */
    public static SmsInbox start(int port, Clock clock) {
        try {
            var socket = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
            var listener = new SMPPServerSessionListener(port, new LoopbackConnectionFactory(socket));
            // Several messages at once on one session, as operators allow.
            listener.setPduProcessorDegree(4);
            var inbox = new SmsInbox(listener, socket, clock);
            listener.setMessageReceiverListener(SmsReceiver.of(inbox::keep));
            inbox.threads.execute(inbox::accept);
            return inbox;
        } catch (IOException e) {
            throw new IllegalStateException("the SMS inbox cannot listen on port " + port, e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Newest first. */
    public List<ReceivedSms> messages() {
        return messages.list();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            log.debug("closing the SMS inbox", e);
        }
        sessions.forEach(Session::unbindAndClose);
        threads.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var session = listener.accept();
                sessions.removeIf(known -> known.getSessionState() == SessionState.CLOSED);
                sessions.add(session);
                threads.execute(() -> bind(session));
            } catch (IOException e) {
                log.debug("no more SMPP sessions", e);
            }
        }
    }

    private static void bind(SMPPServerSession session) {
        try {
            session.waitForBind(BIND_WITHIN_MILLIS).accept("waymark-local");
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
            log.debug("a session that did not bind", e);
            session.close();
        }
    }

    /** Keeps a segment; returns the operator's id of the message. */
    private synchronized String keep(Segment segment) {
        var begun = messages.list().stream()
                .filter(sms -> sms.isContinuedBy(segment))
                .findFirst();
        begun.ifPresent(known -> messages.change(sms -> sms.equals(known) ? sms.with(segment) : sms));
        var message = begun.orElseGet(() -> messages.add(id -> ReceivedSms.begunBy(segment, id, clock.instant())));
        return message.id() + "-" + segment.number();
    }
}
