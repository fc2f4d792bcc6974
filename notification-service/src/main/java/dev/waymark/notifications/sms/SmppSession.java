package dev.waymark.notifications.sms;

import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.DeliveryResult.Accepted;
import dev.waymark.notifications.sending.DeliveryResult.SenderRefused;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.DeliveryResult.Unknown;
import dev.waymark.notifications.sending.SentParts;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.SubmitSmCommandTask;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** One session, from its bind to its end. Messages go out beside each other; when it ends, nobody waits for their answers any more. */
final class SmppSession {

    /** Of messages in a row: then the session works no more, though the centre may answer enquire_link. */
    private static final int SILENCES = 3;

    /** How long an answer may come after nobody waits for it. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** Receipts, answers, questions whether we are there. */
    private static final int PROCESSED_AT_ONCE = 16;

    private final SmppSettings settings;
    private final Map<Integer, SmppSettings.Verdict> statuses;
    private final SmppReceipt ids;
    private final Scheduler threads;
    private final Dialogue dialogue;
    private final Sinks.Empty<Void> end = Sinks.empty();

    /** The library lets it wait for an answer that cannot come any more. */
    private final AtomicReference<@Nullable Thread> binding = new AtomicReference<>();

    private final AtomicInteger silences = new AtomicInteger();

    SmppSession(SmppSettings settings, ConnectionFactory sockets, MessageReceiverListener receipts, Scheduler threads) {
        this.settings = settings;
        this.statuses = settings.statuses().entrySet().stream()
                .collect(Collectors.toMap(status -> Integer.decode(status.getKey()), Map.Entry::getValue));
        this.ids = new SmppReceipt(settings);
        this.threads = threads;
        this.dialogue = new Dialogue(settings, sockets);
        dialogue.setMessageReceiverListener(receipts);
        dialogue.addSessionStateListener((state, _, _) -> {
            if (state == SessionState.UNBOUND || state == SessionState.CLOSED) {
                end.tryEmitEmpty();
                Optional.ofNullable(binding.getAndSet(null)).ifPresent(Thread::interrupt);
            }
        });
    }

    /** The library's session, with a time for each kind of answer: it knows one for all. */
    private static final class Dialogue extends SMPPSession {

        private final long answer;

        Dialogue(SmppSettings settings, ConnectionFactory sockets) {
            super(sockets);
            answer = settings.answerTimeout().plus(LATE).toMillis();
            setTransactionTimer(settings.timeout().toMillis());
            setEnquireLinkTimer(Math.toIntExact(settings.enquireLinkInterval().toMillis()));
            setPduProcessorDegree(PROCESSED_AT_ONCE);
        }

        @Override
        protected Command executeSendCommand(SendCommandTask task, long timeout)
                throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                        IOException {
            return super.executeSendCommand(task, task instanceof SubmitSmCommandTask ? answer : timeout);
        }
    }

    /**
     * Binds it; blocks.
     *
     * @return why it cannot be bound: then it is of no use
     */
    Optional<DeliveryResult> bind() {
        var begun = System.nanoTime();
        binding.set(Thread.currentThread());
        try {
            dialogue.connectAndBind(
                    settings.host(),
                    settings.port(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            settings.systemId(),
                            settings.password(),
                            settings.systemType(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    settings.timeout().toMillis());
            return Optional.empty();
        } catch (IOException e) {
            binding.set(null);
            dialogue.close();
            return Optional.of(bindFailure(
                    e, System.nanoTime() - begun < settings.timeout().toNanos()));
        } finally {
            binding.set(null);
            var _ = Thread.interrupted();
        }
    }

    private DeliveryResult bindFailure(IOException failure, boolean isCut) {
        var causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .toList();
        var isBrokenOff =
                causes.stream().anyMatch(cause -> cause instanceof SocketException || cause instanceof EOFException);
        for (var cause : causes) {
            switch (cause) {
                case NegativeResponseException negative -> {
                    return new SmppReply(true, negative.getCommandStatus()).result(statuses);
                }
                case GenericNackResponseException nack -> {
                    return new SmppReply(true, nack.getCommandStatus()).result(statuses);
                }
                case ResponseTimeoutException _, SocketTimeoutException _ -> {
                    return new Unavailable(SmppReply.reason(true, isCut ? "cut" : "silence"));
                }
                case UnknownHostException _ -> {
                    return new Unavailable("smpp-dns");
                }
                case ConnectException _ -> {
                    return new Unavailable("smpp-connect");
                }
                case SSLException _
                when !isBrokenOff -> {
                    return new SenderRefused("smpp-tls");
                }
                default -> {}
            }
        }
        return new Unavailable(SmppReply.reason(true, "cut"));
    }

    boolean isBound() {
        return dialogue.getSessionState().isBound();
    }

    /**
     * Submits {@code part}.
     *
     * @param sent the parts before it
     * @param late is told of the centre's answer when it takes the part after nobody waits for that
     */
    Mono<DeliveryResult> submit(SmsSubmission sms, SmsPart part, SentParts sent, Consumer<SentParts> late) {
        var answer = Mono.fromCallable(() -> answer(sms, part, sent))
                .subscribeOn(threads)
                .toFuture();
        var cut = end.asMono().then(Mono.fromSupplier(() -> unknown("cut", answer, late)));
        return Mono.firstWithSignal(Mono.fromFuture(answer, true), cut)
                .timeout(settings.answerTimeout(), Mono.fromSupplier(() -> {
                    fallSilent();
                    return unknown("silence", answer, late);
                }));
    }

    /** An answer may come all the same, or have come at this moment. */
    private static DeliveryResult unknown(
            String why, CompletableFuture<DeliveryResult> answer, Consumer<SentParts> late) {
        var _ = answer.thenAccept(result -> {
            if (result instanceof Accepted(var _, var parts)) {
                late.accept(parts);
            }
        });
        return new Unknown(SmppReply.reason(false, why));
    }

    private DeliveryResult answer(SmsSubmission sms, SmsPart part, SentParts sent) {
        if (!isBound()) {
            return new Unavailable(SmppReply.reason(false, "cut"));
        }
        try {
            var id = submitted(sms, part).getMessageId();
            silences.set(0);
            return new Accepted(1, sent.with(part.number(), ids.ofAnswer(id)));
        } catch (NegativeResponseException e) {
            silences.set(0);
            return new SmppReply(false, e.getCommandStatus()).result(statuses);
        } catch (GenericNackResponseException e) {
            silences.set(0);
            return new SmppReply(false, e.getCommandStatus()).result(statuses);
        } catch (PDUException _) {
            // Not sent: a field of ours is longer than SMPP has it.
            return new SenderRefused("smpp-pdu");
        } catch (ResponseTimeoutException _) {
            return new Unknown(SmppReply.reason(false, "silence"));
        } catch (InvalidResponseException | IOException _) {
            return new Unknown(SmppReply.reason(false, "cut"));
        }
    }

    private SubmitSmResult submitted(SmsSubmission sms, SmsPart part)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return dialogue.submitShortMessage(
                "",
                sms.source().type(),
                sms.source().plan(),
                sms.source().number(),
                sms.destination().type(),
                sms.destination().plan(),
                sms.destination().number(),
                part.esmClass(),
                (byte) 0,
                (byte) 0,
                null,
                sms.validity(),
                sms.receipt(),
                (byte) 0,
                part.coding(),
                (byte) 0,
                part.octets(),
                part.parameters().toArray(OptionalParameter[]::new));
    }

    private void fallSilent() {
        if (silences.incrementAndGet() >= SILENCES) {
            threads.schedule(dialogue::close);
        }
    }

    void close() {
        dialogue.unbindAndClose();
    }
}
