package dev.waymark.notifications;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** An SMS centre that keeps the messages it accepts and rejects them on demand. */
public final class SmscSimulator implements AutoCloseable, ServerMessageReceiverListener {

    private static final int PATIENCE = 30_000;

    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "smsc");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Sms> received = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusing = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean isSilent;
    private SMPPServerSessionListener listener;

    public record Sms(String to, String from, String text, int esmClass, byte dataCoding) {}

    private SmscSimulator(int port) {
        this.port = port;
    }

    public static SmscSimulator start() throws IOException {
        var smsc = new SmscSimulator(freePort());
        smsc.open();
        return smsc;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public List<Sms> received() {
        return received;
    }

    public List<Sms> receivedBy(String number) {
        return received.stream().filter(sms -> number.endsWith(sms.to())).toList();
    }

    /** Every submit is answered with this command status; 0 takes them again. */
    public void refuseWith(int status) {
        refusing.set(status);
    }

    /** From now on takes messages and does not answer. */
    public void fallSilent() {
        isSilent = true;
    }

    public int sessions() {
        return sessions.size();
    }

    /** Ends all sessions, as a provider's restart does. */
    public void drop() {
        sessions.forEach(SMPPServerSession::close);
    }

    public void open() throws IOException {
        listener = new SMPPServerSessionListener(port);
        var current = listener;
        threads.execute(() -> {
            while (true) {
                try {
                    var session = current.accept();
                    session.setMessageReceiverListener(this);
                    threads.execute(() -> bind(session));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void bind(SMPPServerSession session) {
        try {
            session.waitForBind(PATIENCE).accept("test-smsc");
            sessions.add(session);
        } catch (Exception gone) {
            session.close();
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source) throws ProcessRequestException {
        if (refusing.get() != 0) {
            throw new ProcessRequestException("on demand", refusing.get());
        }
        received.add(new Sms(
                submit.getDestAddress(),
                submit.getSourceAddr(),
                text(submit),
                submit.getEsmClass(),
                submit.getDataCoding()));
        try {
            if (isSilent) {
                closed.await();
            }
            return new SubmitSmResult(
                    new MessageId(String.format(Locale.ROOT, "%08x", received.size())),
                    new org.jsmpp.bean.OptionalParameter[0]);
        } catch (PDUStringException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(SubmitSm submit) {
        var octets = submit.getShortMessage();
        var joined = (submit.getEsmClass() & 0x40) != 0;
        var body = joined ? Arrays.copyOfRange(octets, octets[0] + 1, octets.length) : octets;
        // The texts we send in GSM-7 keep to characters with the same code in ASCII.
        return new String(body, submit.getDataCoding() == 8 ? UTF_16BE : StandardCharsets.US_ASCII);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submitMulti, SMPPServerSession source)
            throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm querySm, SMPPServerSession source) throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replaceSm, SMPPServerSession source) throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancelSm, SMPPServerSession source) throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcastSm, SMPPServerSession source)
            throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source)
            throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source)
            throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not here", 3);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException ignored) {
            // Closed is closed.
        }
        drop();
        threads.shutdownNow();
    }
}
