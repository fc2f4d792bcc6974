package dev.waymark.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Topics;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.gateway.audit.AuditLog;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Sends apart from the web's event loops, one after another: a send may wait for the broker's metadata. */
final class KafkaAuditLog implements AuditLog, AutoCloseable {

    private static final int WAITING = 1_000;

    private final Scheduler sending = Schedulers.newBoundedElastic(1, WAITING, "audit");
    private final KafkaTemplate<byte[], byte[]> template;
    private final JsonMapper json;

    KafkaAuditLog(KafkaTemplate<byte[], byte[]> template, JsonMapper json) {
        this.template = template;
        this.json = json;
    }

    @Override
    public CompletableFuture<?> append(AuditEvent event) {
        return Mono.fromCallable(() -> template.send(record(event)))
                .subscribeOn(sending)
                .flatMap(Mono::fromFuture)
                .toFuture();
    }

    private ProducerRecord<byte[], byte[]> record(AuditEvent event) {
        var envelope = event.envelope();
        var value = json.writerFor(AuditEvent.class).writeValueAsBytes(event);
        var record = new ProducerRecord<>(Topics.AUDIT, envelope.key().getBytes(UTF_8), value);
        envelope.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    @Override
    public void close() {
        sending.dispose();
    }
}
