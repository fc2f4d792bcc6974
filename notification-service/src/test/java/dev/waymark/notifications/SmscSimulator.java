package dev.waymark.notifications;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;

/**
 * An SMS centre on the wire: takes every message, unless a script says otherwise, keeps what it takes, and sends receipts when it
 * is told to. An answer of a script is a command_status such as {@code 0x58}, {@link #SILENCE}, {@link #CUT}, or {@code late} and
 * milliseconds.
 */
public final class SmscSimulator implements AutoCloseable {

    public static final String SILENCE = "silence";
    public static final String CUT = "cut";
    public static final String LATE = "late ";

    /** An answer generic_nack to the message, with this status. */
    public static final String NACK = "nack ";

    public static final int RECEIPTED_MESSAGE_ID = 0x001E;
    public static final int NETWORK_ERROR_CODE = 0x0423;
    public static final int MESSAGE_PAYLOAD = 0x0424;
    public static final int MESSAGE_STATE = 0x0427;
    public static final int SAR_REFERENCE = 0x020C;
    public static final int SAR_TOTAL = 0x020E;
    public static final int SAR_NUMBER = 0x020F;

    private static final int RESPONSE = 0x80000000;
    private static final int GENERIC_NACK = 0x80000000;
    private static final int BIND_TRANSMITTER = 0x02;
    private static final int SUBMIT_SM = 0x04;
    private static final int DELIVER_SM = 0x05;
    private static final int UNBIND = 0x06;
    private static final int BIND_TRANSCEIVER = 0x09;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int BACKLOG = 50;

    private final int port;
    private final ServerSocketFactory sockets;
    private final List<Sms> received = new CopyOnWriteArrayList<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bound = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private volatile String always = "0";
    private volatile String bindAnswer = "0";
    private volatile boolean isLinkAnswered = true;
    private volatile Duration delay = Duration.ZERO;
    private volatile Consumer<Sms> beforeAnswer = _ -> {};
    private ServerSocket socket;

    /**
     * A message, or a part of one, as it was submitted.
     *
     * @param id that we gave it
     * @param parameters by their tag
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    public record Sms(
            String id,
            String to,
            String from,
            String text,
            int sourceTon,
            int sourceNpi,
            int destinationTon,
            int destinationNpi,
            int esmClass,
            byte dataCoding,
            String validity,
            int registeredDelivery,
            byte[] octets,
            Map<Integer, byte[]> parameters) {

        /** Reference, total, number. */
        public List<Integer> concatenation() {
            return List.of(octets[3] & 0xFF, (int) octets[4], (int) octets[5]);
        }
    }

    private SmscSimulator(int port, ServerSocketFactory sockets) {
        this.port = port;
        this.sockets = sockets;
    }

    public static SmscSimulator start() throws IOException {
        return start(ServerSocketFactory.getDefault());
    }

    public static SmscSimulator start(ServerSocketFactory sockets) throws IOException {
        var smsc = new SmscSimulator(freePort(), sockets);
        smsc.open();
        return smsc;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
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
        always = Integer.toString(status);
    }

    /** From now on takes messages and does not answer. */
    public void fallSilent() {
        always = SILENCE;
    }

    /** The answers to the next submits, one after the other. */
    public void answer(String... answers) {
        script.addAll(List.of(answers));
    }

    public void answerBind(String answer) {
        bindAnswer = answer;
    }

    public void answerLinks(boolean isAnswered) {
        isLinkAnswered = isAnswered;
    }

    /** Each answer comes after so long. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Happens when a message is taken and its answer is not yet sent. */
    public void beforeAnswer(Consumer<Sms> happens) {
        beforeAnswer = happens;
    }

    /** How many sessions were bound so far. */
    public int sessions() {
        return bound.get();
    }

    /** How many submits waited for their answer at once, at most. */
    public int mostWaiting() {
        return mostWaiting.get();
    }

    /** Ends all sessions, as a provider's restart does. */
    public void drop() {
        sessions.forEach(Session::close);
    }

    public void open() throws IOException {
        socket = sockets.createServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress("0.0.0.0", port), BACKLOG);
        var current = socket;
        Thread.ofVirtual().start(() -> {
            while (!current.isClosed()) {
                try {
                    var session = new Session(current.accept());
                    sessions.add(session);
                    Thread.ofVirtual().start(session::serve);
                } catch (IOException _) {
                    // Closed, or no handshake.
                }
            }
        });
    }

    /** Sends the receipt of appendix B for {@code sms}; completes with the command_status of its answer. */
    public CompletableFuture<Integer> receipt(Sms sms, String state, String error) {
        var text = "id:%s sub:001 dlvrd:001 submit date:2705120900 done date:2705120901 stat:%s err:%s text:"
                .formatted(sms.id(), state, error);
        return deliver(sms, 0x04, text, Map.of());
    }

    /** Sends a deliver_sm from {@code sms}'s recipient. */
    public CompletableFuture<Integer> deliver(Sms sms, int esmClass, String text, Map<Integer, byte[]> parameters) {
        return sessions.getLast().deliver(sms, esmClass, text, parameters);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed is closed.
        }
        drop();
    }

    /** One connection of a client. */
    private final class Session {

        private final Socket client;
        private final Map<Integer, CompletableFuture<Integer>> delivered = new ConcurrentHashMap<>();
        private final AtomicInteger sequence = new AtomicInteger();

        Session(Socket client) {
            this.client = client;
        }

        void serve() {
            try (client;
                    var in = new DataInputStream(client.getInputStream())) {
                client.setTcpNoDelay(true);
                while (true) {
                    var length = in.readInt();
                    var command = in.readInt();
                    var status = in.readInt();
                    var number = in.readInt();
                    var body = in.readNBytes(length - 16);
                    handle(command, status, number, body);
                }
            } catch (IOException _) {
                // The client has gone, as some tests want it.
            } finally {
                sessions.remove(this);
            }
        }

        private void handle(int command, int status, int number, byte[] body) throws IOException {
            switch (command) {
                case BIND_TRANSMITTER, BIND_TRANSCEIVER -> bind(command, number);
                case SUBMIT_SM -> submit(number, body);
                case ENQUIRE_LINK -> {
                    if (isLinkAnswered) {
                        write(command | RESPONSE, 0, number, new byte[0]);
                    }
                }
                case UNBIND -> write(command | RESPONSE, 0, number, new byte[0]);
                case DELIVER_SM | RESPONSE -> delivered.remove(number).complete(status);
                default -> write(GENERIC_NACK, 3, number, new byte[0]);
            }
        }

        private void bind(int command, int number) throws IOException {
            switch (bindAnswer) {
                case SILENCE -> {}
                case CUT -> close();
                default -> {
                    var status = Integer.decode(bindAnswer);
                    write(command | RESPONSE, status, number, status == 0 ? cString("smsc") : new byte[0]);
                    if (status == 0) {
                        bound.incrementAndGet();
                    }
                }
            }
        }

        private void submit(int number, byte[] body) {
            mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            var scripted = script.poll();
            var answer = scripted == null ? always : scripted;
            var isLate = answer.startsWith(LATE);
            var isTaken = isLate || answer.equals("0") || answer.equals(SILENCE) || answer.equals(CUT);
            var sms = parsed(body);
            if (isTaken) {
                received.add(sms);
            }
            Thread.ofVirtual().start(() -> {
                try {
                    if (isTaken) {
                        beforeAnswer.accept(sms);
                    }
                    Thread.sleep(isLate ? Duration.ofMillis(Long.parseLong(answer.substring(LATE.length()))) : delay);
                    waiting.decrementAndGet();
                    answer(number, isLate ? "0" : answer, sms);
                } catch (IOException | InterruptedException _) {
                    // The client has gone, as some tests want it.
                }
            });
        }

        private void answer(int number, String answer, Sms sms) throws IOException {
            if (answer.equals(CUT)) {
                close();
            } else if (answer.startsWith(NACK)) {
                write(GENERIC_NACK, Integer.decode(answer.substring(NACK.length())), number, new byte[0]);
            } else if (!answer.equals(SILENCE)) {
                var status = Integer.decode(answer);
                write(SUBMIT_SM | RESPONSE, status, number, status == 0 ? cString(sms.id()) : new byte[0]);
            }
        }

        CompletableFuture<Integer> deliver(Sms sms, int esmClass, String text, Map<Integer, byte[]> parameters) {
            var number = sequence.incrementAndGet();
            var answered = new CompletableFuture<Integer>();
            delivered.put(number, answered);
            try {
                var body = new ByteArrayOutputStream();
                body.writeBytes(cString(""));
                body.writeBytes(new byte[] {1, 1});
                body.writeBytes(cString(sms.to()));
                body.writeBytes(new byte[] {5, 0});
                body.writeBytes(cString(sms.from()));
                body.writeBytes(new byte[] {(byte) esmClass, 0, 0, 0, 0, 0, 0, 0, 0, (byte) text.length()});
                body.writeBytes(text.getBytes(ISO_8859_1));
                parameters.forEach((tag, value) -> {
                    body.writeBytes(ByteBuffer.allocate(4)
                            .putShort(tag.shortValue())
                            .putShort((short) value.length)
                            .array());
                    body.writeBytes(value);
                });
                write(DELIVER_SM, 0, number, body.toByteArray());
            } catch (IOException e) {
                answered.completeExceptionally(e);
            }
            return answered;
        }

        private synchronized void write(int command, int status, int number, byte[] body) throws IOException {
            var pdu = ByteBuffer.allocate(16 + body.length)
                    .putInt(16 + body.length)
                    .putInt(command)
                    .putInt(status)
                    .putInt(number)
                    .put(body);
            new DataOutputStream(client.getOutputStream()).write(pdu.array());
        }

        void close() {
            try {
                client.close();
            } catch (IOException _) {
                // Closed is closed.
            }
        }
    }

    private Sms parsed(byte[] body) {
        var in = ByteBuffer.wrap(body);
        cString(in);
        var sourceTon = in.get();
        var sourceNpi = in.get();
        var from = cString(in);
        var destinationTon = in.get();
        var destinationNpi = in.get();
        var to = cString(in);
        var esmClass = in.get();
        in.getShort();
        cString(in);
        var validity = cString(in);
        var registered = in.get();
        in.get();
        var coding = in.get();
        in.get();
        var octets = new byte[in.get() & 0xFF];
        in.get(octets);
        var parameters = new LinkedHashMap<Integer, byte[]>();
        while (in.hasRemaining()) {
            var tag = Short.toUnsignedInt(in.getShort());
            var value = new byte[in.getShort()];
            in.get(value);
            parameters.put(tag, value);
        }
        var content = parameters.getOrDefault(MESSAGE_PAYLOAD, octets);
        var joined = (esmClass & 0x40) != 0;
        var text = joined ? Arrays.copyOfRange(octets, octets[0] + 1, octets.length) : content;
        return new Sms(
                String.format(Locale.ROOT, "%08x", received.size() + 1),
                to,
                from,
                // The texts we send in GSM-7 keep to characters with the same code in ASCII.
                new String(text, coding == 8 ? UTF_16BE : US_ASCII),
                sourceTon,
                sourceNpi,
                destinationTon,
                destinationNpi,
                esmClass,
                coding,
                validity,
                registered,
                octets,
                parameters);
    }

    private static String cString(ByteBuffer in) {
        var text = new StringBuilder();
        for (var octet = in.get(); octet != 0; octet = in.get()) {
            text.append((char) octet);
        }
        return text.toString();
    }

    private static byte[] cString(String text) {
        return (text + "\0").getBytes(ISO_8859_1);
    }
}
