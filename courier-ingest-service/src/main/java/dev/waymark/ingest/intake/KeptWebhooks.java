package dev.waymark.ingest.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.ingest.courier.PayloadMapper;
import dev.waymark.ingest.courier.VerifiedPayload;

/**
 * The newest webhooks that the log holds. A signature without a time is valid for ever, so whoever recorded a webhook can
 * send it again and again: it is answered as taken, and not kept once more. Each instance remembers what it took in itself,
 * until it ends: a repetition that reaches another one changes nothing but the length of the log.
 */
public final class KeptWebhooks {

    /** By raw id the mapping that read it: what a mended mapping reads is not the same again. */
    private final Cache<String, PayloadMapper> mappers;

    public KeptWebhooks(int max) {
        // Evicts at once: the default does it on another thread, some time later.
        mappers = Caffeine.newBuilder().maximumSize(max).executor(Runnable::run).build();
    }

    boolean contains(VerifiedPayload payload, PayloadMapper mapper) {
        return mappers.getIfPresent(payload.rawId()) == mapper;
    }

    void add(VerifiedPayload payload, PayloadMapper mapper) {
        mappers.put(payload.rawId(), mapper);
    }
}
